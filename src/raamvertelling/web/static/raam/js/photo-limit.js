/* Say at once that photos are too large, before they cost a long wait; without this the server says it. */
export class PhotoLimit extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input[type=file]");
    const note = this.querySelector("[role=status]");
    const words = JSON.parse(this.dataset.words);
    const sizes = (files) => [...files].map((file) => file.size);
    field.addEventListener("change", () => {
      const chosen = [...field.form.querySelectorAll("input[type=file]")].flatMap((each) => sizes(each.files));
      const isOneTooLarge = sizes(field.files).some((size) => size > Number(this.dataset.each) * 1e6);
      const isTooMuch = chosen.reduce((sum, size) => sum + size, 0) > Number(this.dataset.all) * 1e6;
      if (isOneTooLarge || isTooMuch) field.value = "";
      note.textContent = isOneTooLarge ? words.one : isTooMuch ? words.together : "";
    });
  }
}

customElements.define("photo-limit", PhotoLimit);
