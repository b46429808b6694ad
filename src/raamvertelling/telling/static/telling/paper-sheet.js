/* Typing a sheet in fast: Ctrl+Enter saves, Enter goes on, a click on a drawing fills the field beside it. */
import { pointToWeights, weightsToPoint, clamp } from "../raam/js/geometry.js";

const SIDE = 300;
const DEPTH = SIDE * Math.sqrt(3) / 2;
const LINE = 400;
const SVG = "http://www.w3.org/2000/svg";

const shown = (share) => (share * 100).toFixed(1).replace(".", ",");
const numbers = (text) => (/^[\d.,;\s]+$/.test(text) ? text.replace(/;/g, " ").trim().split(/\s+/).map((each) => Number(each.replace(",", "."))) : []);

/* Per kind: from a point of the drawing to the text of the field, and back; null when the text is no place. */
const KINDS = {
  triad: {
    text: (x, y) => pointToWeights(x / SIDE, (DEPTH - y) / SIDE).map(shown).join(" "),
    point(text) {
      const typed = numbers(text);
      const shares = typed.length === 2 ? [...typed, 100 - typed[0] - typed[1]] : typed;
      if (shares.length !== 3 || Math.min(...shares) < 0 || Math.abs(shares[0] + shares[1] + shares[2] - 100) > 3) return null;
      const [x, y] = weightsToPoint(shares.map((each) => each / 100));
      return [x * SIDE, DEPTH - y * SIDE];
    },
  },
  dyad: {
    text: (x) => shown(clamp(x / LINE)),
    point(text) {
      const [at, more] = numbers(text);
      return at <= 100 && more === undefined ? [at / 100 * LINE, 20] : null;
    },
  },
  stones: {
    text: (x, y) => `${shown(clamp(x / SIDE))} ${shown(clamp(1 - y / SIDE))}`,
    point(text) {
      const cell = /^([A-J])\s?(10|[1-9])$/i.exec(text.trim());
      if (cell) return [("ABCDEFGHIJ".indexOf(cell[1].toUpperCase()) + 0.5) * 30, SIDE - (Number(cell[2]) - 0.5) * 30];
      const [x, y, more] = numbers(text);
      return x <= 100 && y <= 100 && more === undefined ? [x * 3, SIDE - y * 3] : null;
    },
  },
};

export class PaperSheet extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.fields = [...this.form.querySelectorAll("input:not([type=hidden], [type=file]), textarea")];
    this.form.addEventListener("keydown", (event) => this.onKey(event));
    this.querySelectorAll("[data-picture]").forEach((question) => this.wire(question));
    if (!document.querySelector(".raam-errors")) this.fields[0]?.focus();
  }

  onKey(event) {
    if (event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) { event.preventDefault(); this.form.requestSubmit(); return; }
    if (event.target.tagName !== "INPUT") return;
    event.preventDefault();
    this.fields[this.fields.indexOf(event.target) + 1]?.focus();
  }

  wire(question) {
    const kind = KINDS[question.dataset.picture];
    const svg = question.querySelector("svg");
    const inputs = [...question.querySelectorAll(".paper-fields input")];
    question.querySelector(".paper-picture").hidden = false;
    const draw = () => this.draw(svg, inputs.map((input) => kind.point(input.value)), inputs.length > 1);
    let last = inputs[0];
    inputs.forEach((input) => {
      input.addEventListener("focus", () => { last = input; });
      input.addEventListener("input", draw);
    });
    svg.addEventListener("click", (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      last.value = kind.text(point.x, point.y);
      draw();
      // The next stone, or with a single cross the same field: Tab goes on from there.
      (inputs[inputs.indexOf(last) + 1] ?? last).focus();
    });
    draw();
  }

  draw(svg, points, numbered) {
    svg.querySelector("[data-marks]").replaceChildren(...points.flatMap((point, at) => (point ? [this.mark(point, numbered ? at + 1 : 0)] : [])));
  }

  mark([x, y], number) {
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("class", "paper-mark");
    const cross = document.createElementNS(SVG, "path");
    cross.setAttribute("d", `M${x - 6} ${y - 6}L${x + 6} ${y + 6}M${x + 6} ${y - 6}L${x - 6} ${y + 6}`);
    group.append(cross);
    if (number) {
      const label = document.createElementNS(SVG, "text");
      label.setAttribute("x", x + 8);
      label.setAttribute("y", y - 4);
      label.textContent = number;
      group.append(label);
    }
    return group;
  }
}

customElements.define("paper-sheet", PaperSheet);
