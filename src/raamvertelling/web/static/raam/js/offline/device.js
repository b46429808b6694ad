/* The device's own page: prepare it, begin a conversation, and see what waits to be sent. */
import { workerAt } from "./../trusted.js";
import { fromBase64 } from "./box.js";
import { Conversations, daysSince } from "./conversations.js";
import { drawBox, saveAsFile } from "./device-list.js";
import { Outbox } from "./outbox.js";

const FEW = 10;
const LATE_DAYS = 5;
const MOST_FILE = 2_000_000;
const LONGEST_INSTALL = 15000;
const WHY_NOT = { "signed out": "inloggen", refused: "geweigerd" };

function later(time, value) { return new Promise((resolve) => { setTimeout(resolve, time, value); }); }

export class InterviewDevice extends HTMLElement {
  async connectedCallback() {
    if (!("serviceWorker" in navigator) || !window.crypto?.subtle || !navigator.locks) { this.reveal("kan-niet"); return; }
    const opening = Conversations.open(this.dataset.code);
    this.addEventListener("click", async (event) => {
      const go = event.target.closest("[data-go]");
      if (!go) return;
      await opening;
      this[go.dataset.go](go);
    });
    this.conversations = await opening;
    this.outbox = new Outbox(this.conversations, this.dataset.postbox, () => this.draw());
    this.querySelector("[data-file]").addEventListener("change", (event) => this.takeIn(event.target));
    if (await this.conversations.wipeOld()) this.say("oud");
    this.outbox.start();
    await this.draw();
    await this.install();
    await this.draw();
    this.dataset.ready = "";
  }

  /* Keep this page and the questions here. A newer version takes over when no conversation stands open. */
  async install() {
    const workers = navigator.serviceWorker;
    this.isKept = Boolean(workers.controller);
    if (this.isKept) workers.addEventListener("controllerchange", () => window.location.reload(), { once: true });
    const registration = await workers.register(workerAt(this.dataset.service), { updateViaCache: "none" }).catch(() => null);
    if (!registration) return;
    this.renew(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const fresh = registration.installing;
      fresh.addEventListener("statechange", () => { if (fresh.state === "installed" && workers.controller) this.renew(fresh); });
    });
    if (!this.isKept) this.isKept = await Promise.race([workers.ready.then(() => true), later(LONGEST_INSTALL, false)]);
  }

  async renew(worker) {
    if (worker && !await this.conversations.current()) worker.postMessage("take over");
  }

  async prepare() {
    this.say("");
    try {
      const { token } = await this.ask({});
      const handed = await this.ask({ method: "POST", headers: { "X-CSRFToken": token } });
      await this.conversations.addSlips(handed.strookjes, fromBase64(handed.sleutel));
      this.persisted = await navigator.storage?.persist?.();
      await (await navigator.serviceWorker.getRegistration())?.update().catch(() => null);
      this.say("klaar");
    } catch (error) {
      this.say(WHY_NOT[error?.message] ?? (error instanceof TypeError ? "geen-internet" : "vol"));
    }
    await this.draw();
  }

  /* Without a session the server sends one to the page for signing in: that is not followed. */
  async ask(options) {
    const response = await fetch(this.dataset.slips, { ...options, redirect: "manual", cache: "no-store" });
    if (response.type === "opaqueredirect") throw new Error("signed out");
    if (!response.ok) throw new Error("refused");
    return response.json();
  }

  async begin(button) {
    const begun = this.conversations.begin(button.dataset.language, Number(this.dataset.version));
    if (await begun.catch(() => this.say("vol"))) this.goOn();
    else await this.draw();
  }

  async goOn() {
    const { language, version } = await this.conversations.current();
    window.location.assign(`${this.dataset.talk}${version}/${language}/`);
  }

  async wipe() {
    await this.conversations.wipe();
    this.say("gewist");
    await this.draw();
  }

  async keep(button) {
    const item = (await this.conversations.waiting()).find((each) => each.id === Number(button.dataset.id));
    if (item) saveAsFile(item, this.dataset.code);
  }

  retry() { this.outbox.failures = 0; this.outbox.send(); }

  /* A file of another device: sealed, so nothing in it can be read here either. */
  async takeIn(input) {
    const [file] = input.files;
    try {
      const found = JSON.parse(await (file.size < MOST_FILE ? file.text() : Promise.reject(new Error("size"))));
      if (found.vertelpunt !== this.dataset.code || typeof found.doos !== "string" || !Number.isInteger(found.kader)) throw new Error("form");
      await this.conversations.takeIn(found);
      this.say("ingelezen");
      this.retry();
    } catch {
      this.say("geen-bestand");
    }
    input.value = "";
  }

  say(name) {
    this.querySelectorAll("[data-say]").forEach((each) => { each.hidden = each.dataset.say !== name; });
    // The button may be far below on a phone; what is said stands at the top.
    this.querySelector("[data-say]:not([hidden])")?.scrollIntoView({ block: "center" });
  }

  reveal(...names) {
    this.querySelectorAll("[data-when]").forEach((each) => { each.hidden = !names.includes(each.dataset.when); });
  }

  async draw() {
    const [slips, talk, waiting, sent] = await Promise.all([
      this.conversations.slipsLeft(), this.conversations.current(), this.conversations.waiting(), this.conversations.sent(),
    ]);
    const open = talk && (await this.conversations.canRead() ? (talk.stage === "code" ? "code" : "bezig") : "stuk");
    const names = [open || (slips ? "beginnen" : waiting.length || sent.length ? "op" : "leeg")];
    if (slips) names.push("voorraad");
    if (slips < FEW) names.push("bijna-op");
    if (waiting.some((each) => daysSince(each.on) >= LATE_DAYS)) names.push("laat");
    if (this.persisted === false) names.push("kort");
    if (slips && this.isKept) names.push("offline-klaar");
    this.reveal(...names);
    this.querySelectorAll("[data-slips]").forEach((each) => { each.textContent = String(slips); });
    drawBox(this, waiting, sent);
  }
}

customElements.define("interview-device", InterviewDevice);
