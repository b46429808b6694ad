/* Writing out by keyboard: play sentence by sentence, mark what is unclear, and keep what was typed. Without this the
   player of the browser and the buttons of the form do the work. */

const JUMP = 3;
const SPEEDS = [0.5, 0.65, 0.8, 1, 1.25, 1.5];
const REST_BEFORE_SAVING = 2500;
const UNCLEAR = "[onduidelijk]";
/* By the place of the key, so that a layout that types "µ" with Alt+M works too; all with Alt: no single letters. */
const KEYS = {
  Enter: "play", NumpadEnter: "play", ArrowUp: "again", ArrowDown: "next", Comma: "back", Period: "forward",
  Minus: "slower", Equal: "faster", KeyM: "mark",
};

/* The number of the sentence at this moment; a hair early still counts as the next one. */
export function sentenceAt(starts, time) {
  let found = 0;
  for (let place = 0; place < starts.length; place += 1) if (starts[place] <= time + 0.05) found = place;
  return found;
}

export class TranscriptionDesk extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector("textarea");
    this.status = this.querySelector("[data-status]");
    this.place = this.querySelector("[data-place]");
    this.players = [...this.querySelectorAll("audio")];
    this.audio = this.players[0] ?? null;
    this.until = null;
    this.querySelectorAll("[data-with-script]").forEach((each) => { each.hidden = false; });
    this.players.forEach((each) => this.wirePlayer(each));
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("click", (event) => this.onClick(event));
    this.wireSaving();
    this.tell();
  }

  wirePlayer(player) {
    player.starts = JSON.parse(player.dataset.starts || "[0]");
    player.addEventListener("play", () => {
      this.players.forEach((other) => { if (other !== player) other.pause(); });
      this.audio = player;
    });
    player.addEventListener("timeupdate", () => this.onTime(player));
    player.addEventListener("seeked", () => this.tell());
  }

  onKey(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const what = KEYS[event.code];
    if (!what || (what !== "mark" && !this.audio)) return;
    event.preventDefault();
    this.perform(what);
  }

  onClick(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do) this.perform(button.dataset.do);
    if (button.hasAttribute("data-mark")) this.perform("mark");
    if (button.hasAttribute("data-take")) this.takeProposal();
  }

  perform(what) {
    if (what === "mark") return this.insert(UNCLEAR);
    const audio = this.audio;
    const here = sentenceAt(audio.starts, audio.currentTime);
    if (what === "play") return audio.paused ? this.playFrom(audio.currentTime) : audio.pause();
    if (what === "again") return this.playFrom(audio.starts[this.justEnded(audio, here)]);
    if (what === "next") return this.playFrom(audio.starts[Math.min(here + 1, audio.starts.length - 1)]);
    if (what === "back") return this.playFrom(Math.max(0, audio.currentTime - JUMP));
    if (what === "forward") return this.playFrom(Math.min(audio.duration || Infinity, audio.currentTime + JUMP));
    return this.changeSpeed(what === "slower" ? -1 : 1);
  }

  /* Stopped at the end of a sentence, "again" means that sentence and not the one that begins here. */
  justEnded(audio, here) {
    return audio.paused && here > 0 && audio.currentTime - audio.starts[here] < 0.1 ? here - 1 : here;
  }

  playFrom(time) {
    const audio = this.audio;
    const here = sentenceAt(audio.starts, time);
    this.until = this.stopsAfterSentence() ? audio.starts[here + 1] ?? null : null;
    audio.currentTime = time;
    return audio.play().catch(() => this.say("De opname speelt niet. Laad de pagina opnieuw."));
  }

  stopsAfterSentence() {
    return this.querySelector("[data-by-sentence]")?.checked ?? false;
  }

  onTime(player) {
    if (player === this.audio && this.until !== null && player.currentTime >= this.until && !player.paused) {
      player.pause();
      player.currentTime = this.until;
      this.until = null;
    }
    this.tell();
  }

  changeSpeed(step) {
    const now = SPEEDS.indexOf(this.audio.playbackRate);
    const speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, (now < 0 ? 3 : now) + step))];
    this.players.forEach((each) => { each.playbackRate = speed; });
    this.say(`Snelheid: ${String(speed).replace(".", ",")} keer.`);
  }

  tell() {
    if (!this.place || !this.audio) return;
    const { starts, currentTime } = this.audio;
    this.place.textContent = `Zin ${sentenceAt(starts, currentTime) + 1} van ${starts.length}`;
  }

  insert(words) {
    const field = this.text;
    const { selectionStart: from, selectionEnd: to, value } = field;
    const before = from > 0 && !/\s$/.test(value.slice(0, from)) ? " " : "";
    const after = /^[\s.,!?]/.test(value.slice(to)) || to === value.length ? " " : "";
    field.focus();
    field.setRangeText(before + words + (to === value.length ? after : after.trim()), from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  takeProposal() {
    const proposed = [...this.querySelectorAll("[data-proposal] p")].map((each) => each.innerText).join("\n\n");
    this.text.focus();
    this.text.setRangeText(proposed, this.text.value.length, this.text.value.length, "end");
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  wireSaving() {
    this.waiting = null;
    this.text.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.save(), REST_BEFORE_SAVING);
    });
    this.form.addEventListener("submit", (event) => this.leave(event));
  }

  /* A button of the form saves too. While a save is under way it waits for that: else the page would come with the
     version of before, and be told that somebody else was at work. */
  leave(event) {
    clearTimeout(this.waiting);
    this.isLeaving = true;
    if (!this.saving) return;
    event.preventDefault();
    const { submitter } = event;
    this.saving.then(() => this.form.requestSubmit(submitter));
  }

  async save() {
    if (this.isLeaving) return;
    if (this.saving) { this.isBehind = true; return; }
    this.saving = this.send();
    await this.saving;
    this.saving = null;
    if (!this.isBehind) return;
    this.isBehind = false;
    this.save();
  }

  async send() {
    const body = new FormData(this.form);
    body.set("do", "autosave");
    try {
      const answer = await fetch(this.form.action || location.href, { method: "POST", body });
      const told = await answer.json();
      if (answer.ok) this.form.elements.version.value = told.version;
      this.say(answer.ok ? "Concept bewaard." : told.problem);
    } catch {
      this.say("Bewaren lukt nu niet. Uw tekst staat nog op dit scherm.");
    }
  }

  say(words) {
    this.status.textContent = words;
  }
}

customElements.define("transcription-desk", TranscriptionDesk);
