/* The moderator's desk by keyboard: walk through the proposals, decide, undo, and go on to what is left. Without this
   the buttons of the form do the same, one page at a time. */
import { asked } from "./desk-keys.js";
import { said, send, swap } from "./desk-parts.js";
import "./mask-selection.js";

const REST = 2000;
const AGAIN = 15000;
const STAYS_HELD = 120000;
const NO_LINE = "Geen verbinding. Wat u deed staat nog op dit scherm; sluit het niet. Wij proberen het opnieuw.";

export class StoryDesk extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("#bordformulier");
    if (!this.form.querySelector("[data-said]")) return;
    this.querySelectorAll("[data-with-script]").forEach((each) => { each.hidden = false; });
    this.addEventListener("submit", (event) => this.onSubmit(event));
    this.form.addEventListener("input", (event) => this.onInput(event));
    this.addEventListener("focusin", (event) => this.onFocus(event));
    document.addEventListener("keydown", (event) => this.onKey(event));
    window.addEventListener("beforeunload", (event) => { if (this.isUnsaved) event.preventDefault(); });
    window.addEventListener("online", () => { if (this.isUnsaved) this.save(); });
    this.hold();
  }

  /* Buttons that change this page are pressed without leaving it; all others wait until what is typed is kept. */
  async onSubmit(event) {
    const button = event.submitter;
    if (event.target !== this.form) return;
    clearTimeout(this.waiting);
    if (!button?.hasAttribute("data-live") && button?.value !== "default") {
      this.isUnsaved = false;
      return;
    }
    event.preventDefault();
    await this.press(button);
  }

  async press(button) {
    if (this.isBusy) return;
    this.isBusy = true;
    await this.saving;
    const place = this.placeOf(button);
    const answer = await send(this.form, button);
    this.isBusy = false;
    if (!answer) { this.say(NO_LINE); return; }
    const words = said(answer.page);
    if (!swap(answer.page)) { this.isUnsaved = false; location.assign(answer.url); return; }
    this.isUnsaved = false;
    this.querySelectorAll("[data-with-script]").forEach((each) => { each.hidden = false; });
    if (answer.status === 200 && button.value.startsWith("own")) this.form.elements.words.value = "";
    if (answer.status === 200 && this.form.elements.as_label) this.form.elements.as_label.value = "";
    this.goOn(place, answer.status);
    this.say(`${words} ${this.left()}`);
  }

  /* Where in the list the pressed button stood, so that the work goes on with what comes after it. */
  placeOf(button) {
    const row = button.closest("[data-proposal]");
    if (row) return this.rows().indexOf(row);
    return button.closest("[data-walk], .desk-bar") ? 0 : -1;
  }

  goOn(place, status) {
    if (status !== 200) { this.querySelector(".raam-errors")?.focus(); return; }
    const rows = this.rows();
    if (place >= 0 && rows.length) this.focusOn(rows[Math.min(place, rows.length - 1)].querySelector("[data-mask-one]"));
    else if (place >= 0 || document.activeElement === document.body) this.step(1, true);
  }

  rows() {
    return [...this.querySelectorAll("[data-walk] .desk-kind [data-proposal]")];
  }

  /* Everything that is still to do, in order: proposals, the list, the question, the release. */
  stops() {
    return [...this.form.querySelectorAll("[data-stop]")].filter((each) => !this.isDone(each));
  }

  isDone(stop) {
    if (stop.value === "tick-all") return !this.form.querySelector("input[name=ticked]:not(:checked)");
    return stop.type === "radio" && !stop.checked && !!this.form.querySelector("input[name=recognisable]:checked");
  }

  step(direction, fromStart = false) {
    const stops = this.stops();
    const here = document.activeElement;
    const after = (each) => here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    const before = (each) => here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING;
    const loose = fromStart || here === document.body || !this.form.contains(here);
    const next = direction > 0 ? stops.find((each) => loose || after(each)) : stops.findLast((each) => loose || before(each));
    this.focusOn(next ?? stops.at(direction > 0 ? -1 : 0));
  }

  onKey(event) {
    const what = asked(event);
    if (!what) return;
    if (what === "next" || what === "previous") this.step(what === "next" ? 1 : -1);
    else if (what === "down" || what === "up") this.move(what === "down" ? 1 : -1);
    else if (what === "own") this.focusOn(this.form.elements.words);
    else this.click(what);
    event.preventDefault();
  }

  move(direction) {
    const rows = this.rows();
    const here = rows.indexOf(document.activeElement.closest("[data-proposal]"));
    const next = rows[Math.max(0, Math.min(rows.length - 1, here + direction))];
    this.focusOn(next?.querySelector("[data-mask-one]"));
  }

  click(what) {
    const row = document.activeElement.closest("[data-proposal]");
    const found = {
      undo: () => this.querySelector("[data-key=undo]"),
      redo: () => this.querySelector("[data-key=redo]"),
      leave: () => row?.querySelector("[data-leave]"),
      all: () => row?.closest(".desk-kind")?.querySelector("[data-all]") ?? row?.querySelector("[data-mask-one]"),
    }[what]();
    if (found && !found.disabled) this.form.requestSubmit(found);
  }

  focusOn(element) {
    if (!element) return;
    element.closest("details")?.setAttribute("open", "");
    element.focus();
  }

  /* The words of the proposal that has the focus are pointed out in the text. */
  onFocus(event) {
    const id = event.target.closest("[data-proposal]")?.dataset.proposal;
    this.querySelectorAll(".desk-spot").forEach((each) => each.classList.toggle("is-here", each.dataset.spot === id));
    const spot = id && this.querySelector(".desk-spot.is-here");
    const pane = spot?.closest(".desk-shown");
    if (pane && pane.scrollHeight > pane.clientHeight) this.showSpot(pane, spot);
    this.hold();
  }

  /* Bring the words into view in the text, and the original to about the same place. */
  showSpot(pane, spot) {
    pane.scrollTop = spot.offsetTop - pane.offsetTop - pane.clientHeight / 3;
    const original = this.querySelector(".desk-original");
    original.scrollTop = pane.scrollTop * (original.scrollHeight / pane.scrollHeight);
  }

  onInput(event) {
    if (!event.target.matches("[data-mask], input[name=ticked]")) return;
    this.isUnsaved = true;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), REST);
  }

  async save() {
    clearTimeout(this.waiting);
    this.saving = this.quietly("autosave");
    const told = await this.saving;
    if (!told) { this.say(NO_LINE); this.waiting = setTimeout(() => this.save(), AGAIN); return; }
    this.isUnsaved = !!told.problem;
    this.say(told.problem ?? "Concept bewaard.");
  }

  /* Say that somebody is at work, now and as long as she works. */
  async hold() {
    const now = Date.now();
    if (this.heldAt && now - this.heldAt < STAYS_HELD) return;
    this.heldAt = now;
    const told = await this.quietly("begin");
    if (told?.problem) this.say(told.problem);
  }

  async quietly(what) {
    const body = new FormData(this.form);
    body.set("do", what);
    const answer = await fetch(this.form.action || location.href, { method: "POST", body }).catch(() => null);
    return answer?.headers.get("content-type")?.includes("json") ? answer.json() : null;
  }

  left() {
    const left = this.rows().length;
    return left ? `Nog ${left}.` : "Alle voorstellen bekeken.";
  }

  say(words) {
    this.querySelector("[data-said]").textContent = words;
  }
}

customElements.define("story-desk", StoryDesk);
