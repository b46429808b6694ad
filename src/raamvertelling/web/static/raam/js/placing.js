/* What the triad, the dyad and the stones share: two layers, sliders with steps, dragging, and what is said aloud. */
import { stepped } from "./geometry.js";

const QUIET = 600;
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 2, PageDown: -2, Home: -20, End: 20 };

export class Placing extends HTMLElement {
  connectedCallback() {
    if (this.words) return;
    this.words = JSON.parse(this.dataset.words);
    this.status = this.querySelector("[role=status]");
    this.refusal = this.querySelector("[data-nvt]");
    this.layers = [0, 1].map((layer) => this.querySelector(`[data-layer="${layer}"]`));
    this.manner = this.querySelector("[data-manner]");
    this.setUp();
    this.setUpSwitch();
    this.refusal?.addEventListener("change", () => this.refuse());
    this.layers[0].addEventListener("change", () => this.accept());
    this.show(this.dataset.mode === "rows" ? 0 : 1);
    this.draw();
  }

  get isMirrored() { return getComputedStyle(this).direction === "rtl"; }

  setUpSwitch() {
    const row = this.querySelector("[data-switch]");
    this.toSimple = row.querySelector("[data-simple]");
    this.toPicture = row.querySelector("[data-picture]");
    row.hidden = false;
    this.toSimple.addEventListener("click", () => { this.show(0); this.toPicture.focus(); });
    this.toPicture.addEventListener("click", () => { this.show(1); this.draw(); this.toSimple.focus(); });
  }

  show(layer) {
    this.layers.forEach((each, at) => { each.hidden = at !== layer; each.disabled = at !== layer; });
    this.toSimple.hidden = layer === 0;
    this.toPicture.hidden = layer === 1;
  }

  /* "Dit past niet bij mijn verhaal" takes every placement and every row away. */
  refuse() {
    if (!this.refusal.checked) { this.say(""); return; }
    this.clear();
    this.layers[0].querySelectorAll("input").forEach((input) => { input.checked = false; });
    this.say(this.words.refused);
  }

  accept() {
    if (this.refusal) this.refusal.checked = false;
  }

  say(text) {
    clearTimeout(this.timer);
    this.status.textContent = "";
    if (text) this.timer = setTimeout(() => { this.status.textContent = text; }, QUIET);
  }

  fill(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  /* Wire one slider: `read()` gives its share or null, `write(share, way)` sets it. */
  wireSlider(box, read, write) {
    const range = box.querySelector("input[type=range]");
    const current = () => read() ?? range.valueAsNumber / 100;
    range.addEventListener("input", () => write(range.valueAsNumber / 100, "slider"));
    // A press on the place where the empty slider rests changes no value, so there is no input event.
    range.addEventListener("pointerup", () => { if (read() === null) write(range.valueAsNumber / 100, "slider"); });
    range.addEventListener("keydown", (event) => {
      const steps = this.stepsOf(event);
      if (!steps) return;
      event.preventDefault();
      write(stepped(current(), steps), "slider");
    });
    box.querySelectorAll("[data-step]").forEach((button) => {
      button.addEventListener("click", () => write(stepped(current(), Number(button.dataset.step)), "buttons"));
    });
    return range;
  }

  stepsOf(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return 0;
    const steps = KEYS[event.key] ?? 0;
    const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const far = event.shiftKey && event.key.startsWith("Arrow") ? 2 : 1;
    return steps * far * (sideways && this.isMirrored ? -1 : 1);
  }

  drawSlider(box, share, text, resting) {
    const range = box.querySelector("input[type=range]");
    range.value = String(share === null ? resting : Math.round(share * 100));
    range.style.setProperty("--share", share === null ? "0%" : `${share * 100}%`);
    range.setAttribute("aria-valuetext", text);
    box.classList.toggle("is-set", share !== null);
    box.querySelector("[data-share]").value = share === null ? "" : String(share);
  }

  /* Drag a mark: starts on the mark only, ends on release, Esc brings it back. */
  wireDrag(mark, { move, drop, cancel }) {
    mark.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      mark.setPointerCapture(event.pointerId);
      let moved = false;
      let cancelled = false;
      const stop = new AbortController();
      const listen = (target, name, handler) => target.addEventListener(name, handler, { signal: stop.signal });
      // The click that follows the release must not place the mark again: it sees `dragged` and passes.
      const release = () => { stop.abort(); this.dragged = moved || cancelled; setTimeout(() => { this.dragged = false; }); };
      listen(mark, "pointermove", (now) => {
        moved = moved || Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) > 4;
        if (moved && !cancelled) move(now);
      });
      listen(mark, "pointerup", (now) => { release(); if (moved && !cancelled) drop(now); });
      listen(mark, "pointercancel", () => { release(); cancel(); });
      listen(document, "keydown", (key) => { if (key.key === "Escape") { cancelled = true; cancel(); } });
    });
  }

  /* Where a pointer is, in units of the drawing. */
  pointIn(svg, event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  }
}
