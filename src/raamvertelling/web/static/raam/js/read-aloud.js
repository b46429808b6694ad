/* "Lees voor": a recording of the organisation if there is one, else a voice that lives on this device. */
const SKIP = "nav, read-aloud, voice-recorder, script, style, button, audio, video, .raam-visually-hidden, .telling-back, [data-quiet], [role=status]";
const PIECES = "h1, h2, h3, h4, legend, label, p, li, dt, dd, summary, [data-read]";
const LONGEST = 180;

function isShown(element) {
  return element.checkVisibility ? element.checkVisibility({ visibilityProperty: true }) : element.offsetParent !== null;
}

/* Drawings are silent, and so is everything that only repeats itself; data-read says where the words are after all. */
function isSilent(element) {
  return element.matches(SKIP) && !element.matches("[data-read]") || !isShown(element) || element.namespaceURI.endsWith("svg");
}

function wordsOf(element) {
  if (element.dataset.read) return element.dataset.read;
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && !isSilent(node) && node.getAttribute("aria-hidden") !== "true") text += ` ${wordsOf(node)} `;
  }
  return text;
}

/* What is on the page, in the order in which somebody who sees it would read it. */
export function passages(root, muted = false) {
  const found = [];
  for (const element of root.children) {
    if (isSilent(element)) continue;
    const quiet = (muted || element.getAttribute("aria-hidden") === "true") && !element.matches("[data-read]");
    const isPiece = element.matches(PIECES) && !quiet && (element.matches("[data-read]") || ![...element.querySelectorAll(PIECES)].some((each) => !isSilent(each)));
    if (!isPiece) { found.push(...passages(element, quiet)); continue; }
    const text = wordsOf(element).replace(/\s+/g, " ").replace(/ ([.,:;?!])/g, "$1").trim();
    if (text && text !== found.at(-1)?.text) found.push({ text, element, lang: element.closest("[lang]").lang });
  }
  return found;
}

/* Some browsers stop in the middle of a long text, so it goes sentence by sentence. */
export function sentences(text) {
  const parts = text.match(/[^.?!…]+[.?!…]*\s*/g) ?? [text];
  return parts.flatMap((part) => part.length <= LONGEST ? [part] : part.match(new RegExp(`.{1,${LONGEST}}(?:\\s|$)|\\S+`, "g"))).map((part) => part.trim()).filter(Boolean);
}

export class ReadAloud extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.audio = this.querySelector("audio");
    this.status = this.querySelector("[role=status]");
    this.speech = window.speechSynthesis;
    this.turn = 0;
    this.isReading = false;
    this.button.addEventListener("click", () => this.isReading ? this.stop() : this.start());
    this.offer = () => { this.button.hidden = !this.audio && !this.voiceFor(document.documentElement.lang); };
    this.leave = (event) => { if (this.isReading && (document.hidden || event.type === "pagehide")) this.stop(); };
    this.giveWay = (event) => { if (event.target.closest?.("voice-recorder")) this.stop(); };
    this.speech?.addEventListener?.("voiceschanged", this.offer);
    document.addEventListener("visibilitychange", this.leave);
    document.addEventListener("click", this.giveWay);
    window.addEventListener("pagehide", this.leave);
    if (this.audio) this.prepare();
    this.offer();
  }

  disconnectedCallback() {
    this.stop();
    this.speech?.removeEventListener?.("voiceschanged", this.offer);
    document.removeEventListener("visibilitychange", this.leave);
    document.removeEventListener("click", this.giveWay);
    window.removeEventListener("pagehide", this.leave);
  }

  prepare() {
    this.audio.controls = false;
    this.audio.hidden = true;
    this.audio.addEventListener("ended", () => this.stop());
    this.audio.addEventListener("error", () => this.audioFailed());
  }

  /* Only a voice of the device itself: with any other the text of the page, also a story, would go to a company. */
  voiceFor(lang) {
    const wanted = lang.toLowerCase().split("-")[0];
    const own = (this.speech?.getVoices() ?? []).filter((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === wanted);
    return own.find((voice) => voice.default) ?? own[0];
  }

  start() {
    this.turn += 1;
    this.show(true);
    this.status.textContent = "";
    if (this.audio) {
      this.audio.currentTime = 0;
      this.audio.play().catch(() => this.audioFailed());
    } else this.speak();
  }

  speak() {
    const turn = this.turn;
    const queue = passages(document.querySelector("main")).flatMap(({ text, element, lang }) => sentences(text).map((sentence) => ({ sentence, element, lang })));
    const next = () => {
      if (turn !== this.turn) return;
      const piece = queue.shift();
      if (!piece) { this.stop(); return; }
      const voice = this.voiceFor(piece.lang);
      if (!voice) { next(); return; }
      this.mark(piece.element);
      const utterance = new SpeechSynthesisUtterance(piece.sentence);
      Object.assign(utterance, { voice, lang: voice.lang, rate: 0.95, onend: next, onerror: () => { if (turn === this.turn) this.fail(); } });
      this.utterance = utterance; // kept, or some browsers throw it away before it ends
      this.speech.speak(utterance);
    };
    next();
  }

  stop() {
    this.turn += 1;
    this.speech?.cancel();
    this.audio?.pause();
    this.mark(null);
    this.show(false);
  }

  audioFailed() {
    if (!this.isReading) return;
    this.audio = null;
    if (this.voiceFor(document.documentElement.lang)) this.speak();
    else this.fail();
  }

  fail() {
    this.stop();
    this.status.textContent = this.dataset.failed;
  }

  mark(element) {
    this.marked?.classList.remove("is-read");
    this.marked = element;
    element?.classList.add("is-read");
    element?.scrollIntoView({ block: "nearest" });
  }

  /* The words on the button change; a pressed state besides would say the same thing twice. */
  show(isReading) {
    this.isReading = isReading;
    this.button.classList.toggle("is-reading", isReading);
    this.button.querySelector("[data-label]").textContent = isReading ? this.dataset.stop : this.dataset.start;
  }
}

customElements.define("read-aloud", ReadAloud);
