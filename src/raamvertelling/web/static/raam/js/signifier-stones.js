/* Stones on a field: choose a stone, tap where it belongs; or use the two sliders of the stone. */
import { clamp, spread } from "./geometry.js";
import { Placing } from "./placing.js";
import { phrase } from "./signifier-dyad.js";

const SIDE = 300;
const RESTING = 50;
const SVG = "http://www.w3.org/2000/svg";

export class SignifierStones extends Placing {
  setUp() {
    this.svg = this.querySelector("svg.raam-plane");
    this.marks = this.svg.querySelector("[data-stones]");
    this.stones = [...this.querySelectorAll("[data-stone]")].map((box, at) => this.wireStone(box, at));
    this.picked = null;
    this.svg.addEventListener("click", (event) => this.tap(event));
    this.addEventListener("keydown", (event) => { if (event.key === "Escape") this.pick(null); });
    new ResizeObserver(() => this.draw()).observe(this.svg);
  }

  wireStone(box, at) {
    const sliders = [...box.querySelectorAll("[data-slider]")];
    const isSet = box.querySelector("[data-set]");
    const stone = { box, sliders, isSet, name: box.querySelector("[data-name]").textContent, button: box.querySelector("[data-pick]") };
    stone.place = isSet.value === "1" ? sliders.map((each) => Number(each.querySelector("[data-share]").value)) : null;
    sliders.forEach((each, axis) => this.wireSlider(
      each, () => (stone.place ? stone.place[axis] : null), (share, way) => this.turn(stone, axis, share, way),
    ));
    stone.button.addEventListener("click", () => this.pick(this.picked === stone ? null : stone));
    box.querySelector("[data-away]").addEventListener("click", () => this.takeAway(stone));
    stone.mark = this.makeMark(stone, at);
    return stone;
  }

  makeMark(stone, at) {
    const mark = document.createElementNS(SVG, "g");
    mark.setAttribute("class", "raam-dot");
    for (const [name, r] of [["handle", 24], ["ring", 17], ["core", 14.5]]) {
      const circle = document.createElementNS(SVG, "circle");
      circle.setAttribute("class", `raam-dot__${name}`);
      circle.setAttribute("r", r);
      mark.append(circle);
    }
    const number = document.createElementNS(SVG, "text");
    number.setAttribute("class", "raam-dot__number");
    number.setAttribute("dy", "0.36em");
    number.textContent = at + 1;
    mark.append(number);
    this.marks.append(mark);
    this.wireDrag(mark, {
      move: (event) => this.drawMark(mark, this.placeAt(event)),
      drop: (event) => this.place(stone, this.placeAt(event), "drag"),
      cancel: () => this.draw(),
    });
    return mark;
  }

  placeAt(event) {
    const [x, y] = this.pointIn(this.svg, event);
    return [clamp((this.isMirrored ? SIDE - x : x) / SIDE), clamp((SIDE - y) / SIDE)];
  }

  tap(event) {
    if (this.dragged) return;
    const onMark = this.stones.find((stone) => stone.mark.contains(event.target));
    if (this.picked) this.place(this.picked, this.placeAt(event), "tap");
    else if (onMark) this.pick(onMark);
    else this.say(this.words.first);
  }

  pick(stone) {
    this.picked = stone;
    this.draw();
    this.say(stone ? this.fill(this.words.picked, { stone: stone.name }) : "");
  }

  turn(stone, axis, share, way) {
    const place = [...(stone.place ?? [0.5, 0.5])];
    place[axis] = share;
    this.keep(stone, place, way);
    this.say(way === "slider" ? "" : this.sentence(stone));
  }

  place(stone, place, way) {
    this.picked = null;
    this.keep(stone, place, way);
    this.say(this.sentence(stone));
  }

  keep(stone, place, way) {
    this.accept();
    stone.place = place;
    this.manner.value = way;
    this.draw();
  }

  takeAway(stone) {
    stone.place = null;
    this.draw();
    this.say(this.fill(this.words.gone, { stone: stone.name }));
  }

  clear() {
    this.picked = null;
    this.stones.forEach((stone) => { stone.place = null; });
    this.draw();
  }

  sentence(stone) {
    const words = this.words.short.map((texts, axis) => texts[stone.place[axis] <= 0.35 ? 0 : stone.place[axis] < 0.65 ? 1 : 2]);
    return this.fill(this.words.placed, { stone: stone.name, parts: words.reverse().join(", ") });
  }

  draw() {
    const placed = this.stones.filter((stone) => stone.place);
    const drawn = spread(placed.map((stone) => stone.place), 0.115);
    placed.forEach((stone, at) => this.drawMark(stone.mark, drawn[at]));
    for (const stone of this.stones) {
      stone.mark.toggleAttribute("hidden", !stone.place);
      stone.isSet.value = stone.place ? "1" : "0";
      stone.button.setAttribute("aria-pressed", String(this.picked === stone));
      stone.box.classList.toggle("is-set", Boolean(stone.place));
      stone.sliders.forEach((slider, axis) => this.drawSlider(
        slider, stone.place ? stone.place[axis] : null,
        stone.place ? phrase(stone.place[axis], this.words.ends[axis], this.words.middle) : this.words.unset, RESTING,
      ));
    }
    this.svg.classList.toggle("is-waiting", Boolean(this.picked));
  }

  drawMark(mark, [x, y]) {
    mark.setAttribute("transform", `translate(${SIDE * (this.isMirrored ? 1 - x : x)} ${SIDE * (1 - y)})`);
    const scale = this.svg.getScreenCTM()?.a || 1;
    mark.querySelector(".raam-dot__handle").setAttribute("r", Math.max(24, 23 / scale));
  }
}

customElements.define("signifier-stones", SignifierStones);
