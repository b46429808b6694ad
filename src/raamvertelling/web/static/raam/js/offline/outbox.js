/* Sending what waits: at the start, when the network or the page comes back, and by the clock, ever slower. */
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 5 * 60 * 1000;

/* How long to wait after so many failures, with some chance in it so that devices do not come back together. */
export function waitAfter(failures, chance = Math.random()) {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, failures - 1)) * (0.75 + chance / 2);
}

/* What an answer of the server means for the story: forget it, keep it with a sentence, or try again later. */
export function verdict(status, answer) {
  /* Other words came under the same slip before: both are kept there, so this device need not. */
  if (status === 409 && answer?.toestand === "apart") return { done: true, lost: answer.gemist?.length ?? 0 };
  if (status === 200 && (answer?.toestand === "ontvangen" || answer?.toestand === "bekend")) return { done: true, lost: answer.gemist?.length ?? 0 };
  if ((status === 422 || status === 413 || status === 404) && answer?.meldingen) return { problems: answer.meldingen };
  return { again: true };
}

export class Outbox {
  constructor(conversations, address, changed) {
    this.conversations = conversations;
    this.address = address;
    this.changed = changed;
    this.failures = 0;
    this.state = "idle";
  }

  start() {
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") this.send(); });
    this.send();
  }

  /* One window sends at a time; sending twice would do no harm, the server knows each story by its slip. */
  async send() {
    clearTimeout(this.timer);
    const isFree = await navigator.locks.request(`${this.address} sturen`, { ifAvailable: true }, async (held) => {
      if (held) await this.sendAll();
      return Boolean(held);
    });
    const waits = (await this.conversations.waiting()).some((each) => !each.problems.length);
    if (waits) this.timer = setTimeout(() => this.send(), waitAfter(isFree ? this.failures : 1));
    this.changed();
  }

  async sendAll() {
    for (const item of await this.conversations.waiting()) {
      this.state = "sending";
      this.changed();
      const found = await this.post(item);
      if (found.done) await this.conversations.markSent(item, found.lost);
      else if (found.problems) await this.conversations.keepProblems(item, found.problems);
      else { this.failures += 1; this.state = "later"; return; }
      this.failures = 0;
    }
    this.state = "idle";
  }

  async post({ kader, doos }) {
    try {
      const response = await fetch(this.address, {
        method: "POST", credentials: "omit", redirect: "error", cache: "no-store",
        headers: { "Content-Type": "application/json", "X-Raamvertelling": "postbus" },
        body: JSON.stringify({ kader, doos }),
      });
      return verdict(response.status, await response.json().catch(() => null));
    } catch {
      return { again: true };
    }
  }
}
