/* On the moderator's desk: what is selected in a text comes in the field "Welke woorden?". Without this you type it. */

const words = document.querySelector("input[name=words]");
const hint = document.querySelector("[data-mask-hint]");
const MOVES = /^(Arrow|Home$|End$|Page)/;

function take(text) {
  const tidy = text.replace(/\s+/g, " ").trim();
  if (tidy && tidy.length <= words.maxLength) words.value = tidy;
}

function takeFrom(field) {
  take(field.value.slice(field.selectionStart, field.selectionEnd));
}

if (words) {
  if (hint) hint.hidden = false;
  // Not the event "select": Tab selects a whole field too, and nobody chose those words.
  document.addEventListener("pointerup", (event) => {
    const field = document.activeElement;
    if (field?.matches("[data-mask]")) takeFrom(field);
    else if (event.target instanceof Element && event.target.closest(".desk-original, .desk-shown")) take(String(getSelection()));
  });
  document.addEventListener("keyup", (event) => {
    if (event.shiftKey && MOVES.test(event.key) && event.target.matches("[data-mask]")) takeFrom(event.target);
  });
}
