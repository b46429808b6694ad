/* The line between two poles: one slider that is empty until it is used. */
import { Placing } from "./placing.js";

const RESTING = 50;

/* Which of the five phrases of a line fits. */
export function phrase(share, ends, middle) {
  const n = Math.round(share * 100);
  const text = n === 50 ? middle : ends[n === 0 ? 0 : n < 50 ? 1 : n < 100 ? 2 : 3];
  return text.replace("{n}", String(n));
}

export class SignifierDyad extends Placing {
  setUp() {
    this.box = this.querySelector("[data-slider]");
    this.isSet = this.querySelector("[data-set]");
    this.share = this.isSet.value === "1" ? Number(this.box.querySelector("[data-share]").value) : null;
    this.wireSlider(this.box, () => this.share, (share, way) => this.place(share, way));
    this.querySelector("[data-middle]").addEventListener("click", () => this.place(0.5, "buttons"));
    this.querySelector("[data-clear]").addEventListener("click", () => {
      this.clear();
      this.say(this.words.cleared);
      this.querySelector("[data-middle]").focus();
    });
  }

  place(share, way) {
    this.accept();
    this.share = share;
    this.manner.value = way;
    this.draw();
    this.say(way === "slider" ? "" : this.fill(this.words.placed, { parts: this.text().replace(/^./, (a) => a.toUpperCase()) }));
  }

  clear() {
    this.share = null;
    this.manner.value = "";
    this.draw();
  }

  text() {
    return this.share === null ? this.words.unset : phrase(this.share, this.words.ends, this.words.middle);
  }

  draw() {
    this.isSet.value = this.share === null ? "0" : "1";
    this.drawSlider(this.box, this.share, this.text(), RESTING);
    this.classList.toggle("is-set", this.share !== null);
  }
}

customElements.define("signifier-dyad", SignifierDyad);
