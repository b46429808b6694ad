/* A passkey: asks the device to make one or to use one, and sends what it says with the form around it. */
const ASK = { headers: { Accept: "application/json" } };

export class PassKey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    this.hidden = false;
    document.getElementById("geen-passkey")?.remove();
    this.button = this.querySelector("button");
    this.said = this.querySelector("[role=status]");
    this.button.addEventListener("click", () => this.go());
  }

  async go() {
    this.said.textContent = "";
    this.button.disabled = true;
    try {
      const form = this.closest("form");
      const credential = this.dataset.what === "create" ? await this.create() : await this.use(form);
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      // Stopped by the person, refused by the device, or no network: each time the same words and another try.
      this.said.textContent = this.said.dataset.failed;
      this.button.disabled = false;
    }
  }

  /* One that the device finds by itself and that asks for a finger, a face or a code. */
  create() {
    const { publicKey } = JSON.parse(this.dataset.options);
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required",
    };
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }

  async use(form) {
    const { publicKey } = this.dataset.options ? JSON.parse(this.dataset.options) : await this.ask(form.action);
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  }

  async ask(address) {
    const answer = await fetch(address, ASK);
    return (await answer.json()).request_options;
  }
}

customElements.define("pass-key", PassKey);
