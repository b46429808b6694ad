/* On the moderator's desk: what is selected in a text comes in the field "Welke woorden?". Without this you type it. */

const words = document.querySelector("input[name=words]");
const hint = document.querySelector("[data-mask-hint]");

function selected(field) {
  return field.value.slice(field.selectionStart, field.selectionEnd).replace(/\s+/g, " ").trim();
}

if (words) {
  if (hint) hint.hidden = false;
  for (const field of document.querySelectorAll("[data-mask]")) {
    field.addEventListener("select", () => {
      const text = selected(field);
      if (text && text.length <= words.maxLength) words.value = text;
    });
  }
  for (const original of document.querySelectorAll(".desk-original")) {
    original.addEventListener("pointerup", () => {
      const text = String(document.getSelection()).replace(/\s+/g, " ").trim();
      if (text && text.length <= words.maxLength) words.value = text;
    });
  }
}
