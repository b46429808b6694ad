/* Somebody who types or points is not away: says so now and then, so that a long text is not lost by signing out. */
const EVERY = 5 * 60 * 1000;
const SIGNS = ["keydown", "pointerdown"];

export class StillHere extends HTMLElement {
  connectedCallback() {
    this.last = performance.now();
    this.notice = () => this.tell();
    for (const sign of SIGNS) document.addEventListener(sign, this.notice, { passive: true });
  }

  disconnectedCallback() {
    for (const sign of SIGNS) document.removeEventListener(sign, this.notice);
  }

  tell() {
    if (performance.now() - this.last < EVERY) return;
    this.last = performance.now();
    fetch(this.dataset.url, { redirect: "manual" }).catch(() => null);
  }
}

customElements.define("still-here", StillHere);
