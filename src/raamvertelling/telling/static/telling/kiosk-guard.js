/* A kiosk wipes itself: after a minute without anybody it asks, and without an answer it goes to the start. */
const TICK = 1000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "input", "scroll", "touchstart"];
const SOON = 10;

export class KioskGuard extends HTMLElement {
  connectedCallback() {
    this.idle = Number(this.dataset.idle) * 1000;
    this.answer = Number(this.dataset.answer) * 1000;
    this.dialog = this.querySelector("dialog");
    this.left = this.querySelector("[data-left]");
    this.soon = this.querySelector("[data-soon]");
    this.stop = new AbortController();
    const listen = (target, name, handler) => target.addEventListener(name, handler, { signal: this.stop.signal, passive: true });
    SIGNS.forEach((name) => listen(document, name, () => { if (!this.dialog.open) this.stay(); }));
    listen(this.querySelector("[data-here]"), "click", () => this.stay());
    // Escape closes the question: somebody is there.
    listen(this.dialog, "close", () => this.stay());
    // A page that comes back from the memory of the browser belongs to somebody who left.
    listen(window, "pageshow", (event) => { if (event.persisted) this.wipe(); });
    this.timer = setInterval(() => this.look(), TICK);
    this.stay();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.stop.abort();
  }

  stay() {
    this.seen = Date.now();
    this.soon.textContent = "";
    if (this.dialog.open) this.dialog.close();
  }

  /* Somebody who listens or speaks touches nothing. */
  get isBusy() {
    const plays = [...document.querySelectorAll("audio")].some((each) => !each.paused);
    return plays || Boolean(window.speechSynthesis?.speaking) || Boolean(document.querySelector("voice-recorder[data-state=live]"));
  }

  look() {
    if (this.isBusy && !this.dialog.open) { this.seen = Date.now(); return; }
    const quiet = Date.now() - this.seen;
    if (quiet < this.idle) return;
    const left = Math.ceil((this.idle + this.answer - quiet) / 1000);
    if (left <= 0) { this.wipe(); return; }
    if (!this.dialog.open) this.dialog.showModal();
    this.left.textContent = left;
    if (left <= SOON && !this.soon.textContent) this.soon.textContent = this.soon.dataset.soon;
  }

  wipe() {
    this.disconnectedCallback();
    document.body.hidden = true;
    window.location.replace(this.dataset.wipe);
  }
}

customElements.define("kiosk-guard", KioskGuard);
