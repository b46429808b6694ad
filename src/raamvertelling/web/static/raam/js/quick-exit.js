/* "Snel weg": the link works by itself; here it also leaves no way back, and Shift three times does the same. */
const WITHIN = 3000;

export class QuickExit extends HTMLElement {
  connectedCallback() {
    this.presses = [];
    this.link = this.querySelector("a");
    this.link.addEventListener("click", (event) => { event.preventDefault(); this.leave(); });
    this.onKey = (event) => this.count(event);
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  count(event) {
    if (event.key !== "Shift") { this.presses = []; return; }
    if (event.repeat) return;
    this.presses = [...this.presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    // Each press is announced: who cannot see the button has no other way to learn of it.
    this.say(["", "more", "last"][this.presses.length] ?? "");
    if (this.presses.length === 3) this.leave();
  }

  say(what) {
    clearTimeout(this.timer);
    const said = this.querySelector("[data-said]");
    if (!said) return;
    said.textContent = what ? said.dataset[what] : "";
    this.timer = setTimeout(() => { said.textContent = ""; }, WITHIN);
  }

  leave() {
    document.body.hidden = true;
    window.location.replace(this.link.href);
  }
}

customElements.define("quick-exit", QuickExit);
