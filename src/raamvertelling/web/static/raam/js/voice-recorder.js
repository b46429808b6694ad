/* Tell by talking. Without this element there is a file to choose; what is recorded here survives a closed tab. */
import { Capture } from "./voice-capture.js";
import { Level } from "./voice-level.js";
import { canRecord } from "./voice-mime.js";
import { VoiceStore } from "./voice-store.js";
import { ask, Refused, Uploader } from "./voice-upload.js";

const SILENCE = 5000;
const WINDOW = "opname";
const TALKING = "praten";

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export class VoiceRecorder extends HTMLElement {
  async connectedCallback() {
    if (!canRecord()) return;
    this.words = JSON.parse(this.dataset.words);
    this.form = this.closest("form");
    this.token = this.form.elements.csrfmiddlewaretoken.value;
    this.seconds = Number(this.dataset.seconds);
    this.wire();
    this.isSecond = !(await this.claim(WINDOW));
    if (this.isSecond) { this.say(this.words.elsewhere); return; }
    try {
      this.store = await VoiceStore.open(this.dataset.mark);
    } catch {
      return; // this browser keeps nothing, so nothing could be promised: the file to choose stays
    }
    const { address } = this.dataset;
    this.uploader = new Uploader({
      address, token: this.token, store: this.store, onChange: () => this.showTransport(), onClosed: (id) => this.goOn(id),
    });
    this.find("[data-file]").open = false;
    await this.takeUp();
  }

  find(selector) { return this.querySelector(selector); }

  /* Only one window records: two would get in each other's way. Resolves to what gives the claim back, or null. */
  claim(what) {
    if (!navigator.locks) return Promise.resolve(() => {});
    return new Promise((resolve) => {
      navigator.locks.request(`raam-${what}-${this.dataset.mark}`, { ifAvailable: true }, (lock) => {
        if (!lock) { resolve(null); return undefined; }
        return new Promise((release) => { resolve(release); });
      });
    });
  }

  /* The server closed this recording because another window went on: what is said from here stands by itself. */
  goOn(recording) {
    if (this.capture?.id === recording) this.capture.renew();
  }

  wire() {
    const press = (name, act) => this.find(`[data-${name}]`).addEventListener("click", act);
    press("start", () => this.start());
    press("pause", () => { this.capture.pause(); this.showLive(); this.say(this.words.paused); this.find("[data-resume]").focus(); });
    press("resume", () => { this.capture.resume(); this.showLive(); this.say(this.words.recording); this.find("[data-pause]").focus(); });
    this.find("input[type=file]").addEventListener("change", (event) => this.measure(event.target));
    press("stop", () => this.finish(this.words.ready, { focus: true }));
    document.addEventListener("visibilitychange", () => this.interrupt());
    window.addEventListener("pagehide", () => this.interrupt(true));
    this.form.addEventListener("submit", (event) => this.beforeLeaving(event));
  }

  /* Say at once that a file is too large, before it costs a long wait. */
  measure(field) {
    const isTooLarge = [...field.files].some((file) => file.size > Number(this.dataset.size) * 1e6);
    if (isTooLarge) field.value = "";
    this.say(isTooLarge ? this.words.too_large : "");
  }

  /* Recorded milliseconds of the recording that is going on. */
  get elapsed() { return this.capture?.elapsed ?? 0; }

  get most() { return Number(this.dataset.most) * 60 - this.seconds; }

  /* What a tab that was killed left behind is sent and joined to what was there. */
  async takeUp() {
    const waiting = await this.store.waiting();
    waiting.forEach(({ recording, seq }) => this.uploader.add(recording, seq));
    if (!waiting.length && !("cutOff" in this.dataset)) { this.show("start"); return; }
    const before = this.seconds;
    this.show("");
    this.say(this.words.saving);
    await this.settle((told) => {
      const words = /^1 \S+$/.test(told.length ?? "") ? this.words.kept_one : this.words.kept;
      this.say(this.seconds > before ? words.replace("{length}", told.length) : "");
    });
  }

  async start() {
    this.say(this.words.asking);
    this.find("[data-start]").disabled = true;
    try {
      this.capture = await Capture.start({ onPiece: (...piece) => this.keep(...piece), onEnd: () => this.interrupt(true) });
    } catch {
      this.find("[data-file]").hidden = false;
      this.find("[data-file]").open = true;
      this.say(this.words.refused);
      return;
    } finally {
      this.find("[data-start]").disabled = false;
    }
    this.letTalk = await this.claim(TALKING);
    this.quiet = 0;
    this.level = new Level(this.capture.stream, (height, isSilent) => this.hear(height, isSilent));
    this.stayAwake();
    this.ticking = setInterval(() => this.tick(), 200);
    this.show("live");
    this.showLive();
    this.say(this.words.recording);
    this.find("[data-pause]").focus();
  }

  async keep(recording, seq, bytes) {
    await this.store.put(recording, seq, bytes);
    this.uploader.add(recording, seq);
  }

  tick() {
    const used = this.seconds + this.elapsed / 1000;
    const words = this.words.used.replace("{used}", clock(used)).replace("{most}", clock(Number(this.dataset.most) * 60));
    this.find("[data-time]").textContent = words;
    if (this.elapsed / 1000 >= this.most) this.finish(this.words.limit, { focus: true });
  }

  hear(height, isSilent) {
    if (this.capture.isPaused) { this.quiet = 0; this.find("[data-level]").style.removeProperty("--height"); return; }
    this.find("[data-level]").style.setProperty("--height", height.toFixed(2));
    const now = performance.now();
    if (!isSilent) {
      this.quiet = 0;
      if (this.saidSilent || !this.saidHeard) this.say(this.words.heard);
      this.saidSilent = false;
      this.saidHeard = true;
    } else if (!this.quiet) {
      this.quiet = now;
    } else if (now - this.quiet >= SILENCE && !this.saidSilent) {
      this.saidSilent = true;
      this.say(this.words.silent);
    }
  }

  async stayAwake() {
    try { this.awake = await navigator.wakeLock?.request("screen"); } catch { /* not allowed now: recording goes on */ }
  }

  /* The screen went dark, another program came in front, or the microphone was taken away. */
  interrupt(isCertain = false) {
    if (this.capture && (isCertain || document.hidden)) this.finish(this.words.stopped);
  }

  async finish(words, { focus = false } = {}) {
    const { capture } = this;
    if (!capture) return;
    this.capture = null;
    clearInterval(this.ticking);
    this.level.stop();
    this.awake?.release();
    this.saidSilent = this.saidHeard = false;
    this.show("");
    this.say(words === this.words.ready ? this.words.saving : words);
    await capture.stop();
    await this.settle(() => this.say(words));
    this.letTalk?.();
    if (focus) this.focusNext();
  }

  /* Wait until everything is sent, let the server make one recording of it, and show that. */
  async settle(then) {
    try {
      this.settling = this.uploader.whenSent().then(() => ask(`${this.dataset.address}klaar/`, this.token));
      const told = await this.settling;
      this.settling = null;
      if (told.url) this.showReady(told);
      this.show("start");
      then(told);
    } catch (error) {
      this.settling = null;
      this.show("start");
      this.say(error instanceof Refused ? error.message : this.words.offline);
    }
  }

  showReady({ url, seconds, length }) {
    this.seconds = seconds;
    this.dataset.seconds = seconds;
    this.find("[data-length]").textContent = length;
    this.find("[data-player]").src = url;
  }

  focusNext() {
    const player = this.find("[data-player]");
    (player.src ? player : this.find("[data-start]")).focus();
  }

  /* "" while it is being saved; the recording that there is stays to be seen. */
  show(part) {
    this.dataset.state = part || "saving";
    this.find("[data-part=start]").hidden = part !== "start";
    this.find("[data-part=live]").hidden = part !== "live";
    const isThere = this.seconds > 0;
    this.find("[data-part=ready]").hidden = !isThere || part === "live";
    // One thing at a time: a file is the way for who has no recording and is not making one.
    this.find("[data-file]").hidden = isThere || part !== "start";
    if (this.uploader) this.showTransport();
    this.querySelectorAll("[data-first]").forEach((each) => { each.hidden = isThere; });
    this.find("[data-more]").hidden = !isThere;
    this.find("[data-start]").classList.toggle("raam-button--quiet", isThere);
  }

  showLive() {
    const { isPaused } = this.capture;
    this.dataset.state = isPaused ? "paused" : "live";
    this.find("[data-pause]").hidden = isPaused;
    this.find("[data-resume]").hidden = !isPaused;
    this.find("[data-lamp]").classList.toggle("is-still", isPaused);
    this.tick();
  }

  showTransport() {
    const line = this.find("[data-transport]");
    const { queue, isCut, problem } = this.uploader;
    // Whole and at rest needs no word: the story itself is sent at the end.
    line.hidden = !problem && !queue.length && !this.capture;
    line.textContent = problem ? problem.message : isCut ? this.words.offline : queue.length ? this.words.here : this.words.sent;
  }

  say(words) {
    this.find("[data-status]").textContent = words;
  }

  /* Nothing goes on before the recording is with the server; throwing it away wipes the device first. */
  beforeLeaving(event) {
    if (this.isLetGo) return;
    const { submitter } = event;
    const isAgain = submitter?.value === "opname-weg";
    if (!this.isSecond && !isAgain && !this.capture && !this.settling && !this.uploader?.queue.length) return;
    event.preventDefault();
    this.readyToLeave(isAgain).then((isReady) => {
      if (!isReady) return;
      this.isLetGo = true;
      this.form.requestSubmit(submitter);
    });
  }

  async readyToLeave(isAgain) {
    if (this.isSecond) return this.isQuietElsewhere();
    if (isAgain) { await this.store?.wipe(); return true; }
    await (this.capture ? this.finish(this.words.ready) : this.settle(() => {}));
    return !this.uploader.queue.length && !this.uploader.problem;
  }

  /* While somebody talks in the first window, the second one sends nothing: that would close the recording. */
  async isQuietElsewhere() {
    const release = await this.claim(TALKING);
    release?.();
    if (!release) { this.say(""); this.say(this.words.elsewhere); this.scrollIntoView({ block: "center" }); }
    return Boolean(release);
  }
}

customElements.define("voice-recorder", VoiceRecorder);
