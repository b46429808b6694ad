// Counts along on the wall while people send their dots; without it the page counts when it is opened.
const EVERY = 3000;

class LiveCount extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.refresh(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async refresh() {
    if (document.hidden) return;
    try {
      const answer = await fetch(this.dataset.from, { credentials: "same-origin" });
      const text = (await answer.text()).trim();
      const shown = this.querySelector("b");
      if (answer.ok && /^\d+$/.test(text) && shown.textContent !== text) shown.textContent = text;
    } catch {
      // The network is away for a moment: the last number stays.
    }
  }
}

customElements.define("live-count", LiveCount);
