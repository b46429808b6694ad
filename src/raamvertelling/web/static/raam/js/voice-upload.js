/* Sends pieces one by one until the server has each: again after a cut line, never twice to its harm. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

export class Refused extends Error {}

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/* Fetch JSON; a sentence of the server becomes Refused, a line that is down stays an error. */
export async function ask(address, token, options = {}) {
  const headers = { "X-CSRFToken": token, Accept: "application/json", ...options.headers };
  const answer = await fetch(address, { method: "POST", credentials: "same-origin", ...options, headers });
  const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
  const told = isJson ? await answer.json() : {};
  if (answer.ok && isJson) return told;
  if (answer.status >= 400 && answer.status < 500 && told.problem) throw new Refused(told.problem);
  throw new Error(String(answer.status));
}

export class Uploader {
  constructor({ address, token, store, onChange, onClosed }) {
    Object.assign(this, { address, token, store, onChange, onClosed });
    this.queue = [];
    this.isBusy = false;
    this.isCut = false;
    this.problem = null;
    this.wait = FIRST_WAIT;
    this.waiters = [];
    this.again = () => { this.wait = FIRST_WAIT; this.run(); };
    window.addEventListener("online", this.again);
  }

  add(recording, seq) {
    this.queue.push({ recording, seq });
    this.onChange();
    this.run();
  }

  /* Resolves when everything is with the server; rejects with its sentence when it refuses a piece. */
  whenSent() {
    if (this.problem) return Promise.reject(this.problem);
    if (!this.queue.length) return Promise.resolve();
    return new Promise((resolve, reject) => this.waiters.push({ resolve, reject }));
  }

  async run() {
    if (this.isBusy || this.problem) return;
    this.isBusy = true;
    clearTimeout(this.timer);
    try {
      while (this.queue.length) {
        await this.send(this.queue[0]);
        this.queue.shift();
        this.isCut = false;
        this.wait = FIRST_WAIT;
        this.onChange();
      }
      this.settle((waiter) => waiter.resolve());
    } catch (error) {
      this.stumble(error);
    } finally {
      this.isBusy = false;
    }
  }

  stumble(error) {
    if (error instanceof Refused) {
      this.problem = error;
      this.settle((waiter) => waiter.reject(error));
    } else {
      this.isCut = true;
      this.timer = setTimeout(() => this.run(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    }
    this.onChange();
  }

  async send({ recording, seq }) {
    const bytes = await this.store.read(recording, seq);
    const sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
    const headers = { "Content-Type": "application/octet-stream", "X-Sha256": sha256 };
    const { have } = await ask(`${this.address}${recording}/${seq}/`, this.token, { body: bytes, headers });
    if (have.includes(seq)) await this.store.drop(recording, seq);
    else throw new Error("not kept");
    if (!have.includes(0)) this.onClosed(recording);
  }

  settle(how) {
    this.waiters.splice(0).forEach(how);
  }
}
