/* Hints for plain language under each text field while somebody types. Without this they come after saving. */
import { pageOf } from "./trusted.js";

const WAIT = 900;
const FIELDS = "textarea, input[type=text]";

class PlainLanguage extends HTMLElement {
  connectedCallback() {
    this.timers = new Map();
    this.turns = new Map();
    this.status = this.querySelector("[data-language-status]");
    this.list = this.querySelector("[data-language-list]");
    for (const block of this.querySelectorAll("[data-notes-for]")) this.settle(block);
    if (this.list) this.list.hidden = true;
    this.addEventListener("input", (event) => {
      if (event.target.matches(FIELDS) && event.target.id) this.later(event.target);
    });
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-select]");
      if (button) this.select(button);
    });
  }

  disconnectedCallback() {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  later(field) {
    clearTimeout(this.timers.get(field));
    this.timers.set(field, setTimeout(() => this.look(field), WAIT));
  }

  async look(field) {
    const turn = (this.turns.get(field) ?? 0) + 1;
    this.turns.set(field, turn);
    const body = new URLSearchParams({ tekst: field.value });
    const token = this.querySelector("input[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(this.dataset.url, { method: "POST", body, headers: { "X-CSRFToken": token } });
      if (!answer.ok || answer.redirected || this.turns.get(field) !== turn) return;
      this.show(field, await answer.text());
    } catch {
      // No network: the hints come after saving.
    }
  }

  /* What comes in is made by our own server, with every word of the field escaped. */
  show(field, html) {
    const block = this.querySelector(`[data-notes-for="${CSS.escape(field.id)}"]`) ?? document.createElement("div");
    const before = block.querySelectorAll("li").length;
    block.dataset.notesFor = field.id;
    block.replaceChildren(...pageOf(html).body.childNodes);
    this.settle(block);
    const now = block.querySelectorAll("li").length;
    if (now !== before) this.status.textContent = this.say(field, now);
  }

  say(field, count) {
    const name = this.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.textContent.trim() ?? "";
    if (count === 0) return `${name}: geen aanwijzingen meer.`;
    return `${name}: ${count} ${count === 1 ? "aanwijzing" : "aanwijzingen"} voor duidelijke taal.`;
  }

  /* Put the hints right under their field, and make each quote a button that selects those words. */
  settle(block) {
    const field = document.getElementById(block.dataset.notesFor);
    if (!field) return;
    block.querySelector("h3")?.remove();
    for (const words of block.querySelectorAll(".language-words")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "language-words";
      button.dataset.select = field.id;
      button.textContent = words.textContent;
      words.replaceWith(button);
    }
    field.after(block);
  }

  /* Places come in whole characters; the field counts an emoji as two. */
  select(button) {
    const field = document.getElementById(button.dataset.select);
    const { start, end } = button.closest("li").dataset;
    const signs = [...field.value];
    const [from, upTo] = [start, end].map((place) => signs.slice(0, Number(place)).join("").length);
    field.focus();
    field.setSelectionRange(from, upTo);
  }
}

customElements.define("plain-language", PlainLanguage);
