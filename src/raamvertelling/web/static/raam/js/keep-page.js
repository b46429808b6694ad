/* A storypoint on a phone: keeps a page with answers standing while there is no network, and sends it when there is. */
import { workerAt } from "./trusted.js";

const RETRY = 20000;

export class KeepPage extends HTMLElement {
  connectedCallback() {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register(workerAt(this.dataset.service)).catch(() => null);
    navigator.serviceWorker.addEventListener("message", (event) => { if (event.data === "not sent") this.wait(); });
    document.addEventListener("submit", (event) => this.hold(event));
    window.addEventListener("online", () => this.again());
  }

  /* Without a service worker a page that cannot be sent would be gone: then it is not sent at all. */
  hold(event) {
    this.form = event.target;
    this.button = event.submitter;
    if (navigator.onLine || this.form.method !== "post") return;
    event.preventDefault();
    this.wait();
  }

  wait() {
    if (!this.form) return;
    this.querySelector("[data-note]").hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), RETRY);
  }

  again() {
    if (!this.form || this.querySelector("[data-note]").hidden) return;
    clearTimeout(this.timer);
    this.form.requestSubmit(this.button);
  }
}

customElements.define("keep-page", KeepPage);
