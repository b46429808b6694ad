/* The triangle: one dot, and three linked sliders that say the same. */
import { EVEN_RATIOS, MIDDLE, pointToWeights, remember, setWeight, shares, weightsToPoint, zone } from "./geometry.js";
import { Placing } from "./placing.js";

const SIDE = 300;
const DEPTH = SIDE * Math.sqrt(3) / 2;
const RESTING = 35;
const HANDLE = 23;

export class SignifierTriad extends Placing {
  setUp() {
    this.svg = this.querySelector("svg.raam-triangle");
    this.dot = this.svg.querySelector(".raam-dot");
    this.isSet = this.querySelector("[data-set]");
    this.boxes = [...this.querySelectorAll("[data-slider]")];
    this.cornerNames = this.boxes.map((box) => box.querySelector("label").textContent);
    this.weights = this.isSet.value === "1" ? this.boxes.map((box) => Number(box.querySelector("[data-share]").value)) : null;
    this.ratios = this.weights ? remember(this.weights, EVEN_RATIOS) : EVEN_RATIOS;
    this.boxes.forEach((box, corner) => this.wireSlider(
      box, () => (this.weights ? this.weights[corner] : null), (share, way) => this.turn(corner, share, way),
    ));
    this.querySelector("[data-middle]").addEventListener("click", () => this.place(MIDDLE, "buttons"));
    this.querySelector("[data-clear]").addEventListener("click", () => {
      this.clear();
      this.say(this.words.cleared);
      this.querySelector("[data-middle]").focus();
    });
    this.svg.addEventListener("click", (event) => { if (!this.dragged) this.place(this.weightsAt(event), "tap"); });
    this.wireDrag(this.dot, {
      move: (event) => this.drawDot(this.weightsAt(event)),
      drop: (event) => this.place(this.weightsAt(event), "drag"),
      cancel: () => this.draw(),
    });
    new ResizeObserver(() => this.draw()).observe(this.svg);
  }

  weightsAt(event) {
    const [x, y] = this.pointIn(this.svg, event);
    return pointToWeights((this.isMirrored ? SIDE - x : x) / SIDE, (DEPTH - y) / SIDE);
  }

  /* One slider moved: the dot goes along the line through that corner. A pressed key is told by the slider itself. */
  turn(corner, share, way) {
    this.accept();
    this.keep(...setWeight(this.weights, corner, share, this.ratios), way);
    this.say(way === "slider" ? "" : this.sentence());
  }

  place(weights, way) {
    this.accept();
    this.keep(weights, remember(weights, this.ratios), way);
    this.say(this.sentence());
  }

  keep(weights, ratios, way) {
    this.weights = weights;
    this.ratios = ratios;
    this.manner.value = way;
    this.draw();
  }

  clear() {
    this.weights = null;
    this.ratios = EVEN_RATIOS;
    this.manner.value = "";
    this.draw();
  }

  sentence() {
    const numbers = shares(this.weights);
    const parts = this.cornerNames.map((label, at) => this.fill(this.words.part, { label, n: numbers[at] }));
    return this.fill(this.words.placed, { parts: parts.join(", ").replace(/^./, (letter) => letter.toUpperCase()) });
  }

  draw() {
    const numbers = this.weights && shares(this.weights);
    this.isSet.value = this.weights ? "1" : "0";
    this.boxes.forEach((box, at) => {
      const text = numbers
        ? this.fill(this.words.value, { n: numbers[at], zone: this.words.zones[zone(numbers[at])] }) : this.words.unset;
      this.drawSlider(box, this.weights ? this.weights[at] : null, text, RESTING);
      box.querySelector("[data-number]").textContent = numbers ? numbers[at] : "";
    });
    this.classList.toggle("is-set", Boolean(this.weights));
    this.drawDot(this.weights);
  }

  drawDot(weights) {
    this.dot.toggleAttribute("hidden", !weights);
    if (!weights) return;
    const [x, y] = weightsToPoint(weights);
    this.dot.setAttribute("transform", `translate(${SIDE * (this.isMirrored ? 1 - x : x)} ${DEPTH - SIDE * y})`);
    const scale = this.svg.getScreenCTM()?.a || 1;
    this.dot.querySelector(".raam-dot__handle").setAttribute("r", Math.max(24, HANDLE / scale));
  }
}

customElements.define("signifier-triad", SignifierTriad);
