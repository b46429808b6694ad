/* Which key does what on the desk. Letters work only while the focus is in the list of proposals; everything else needs
   Alt, so that nobody who dictates or types meets a key by accident. By the place of the key where Alt changes letters. */
const WITH_ALT = { ArrowDown: "next", ArrowUp: "previous", KeyZ: "undo", KeyY: "redo", KeyW: "own" };
const IN_LIST = { ArrowDown: "down", ArrowUp: "up", l: "leave", a: "all", z: "undo", y: "redo" };
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select";

/* What this key press asks for; nothing when it is not ours. */
export function asked(event) {
  if (event.ctrlKey || event.metaKey) return "";
  if (event.altKey) return WITH_ALT[event.code] ?? "";
  if (event.target.matches(TYPING) || !event.target.closest("[data-walk]")) return "";
  return IN_LIST[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? "";
}
