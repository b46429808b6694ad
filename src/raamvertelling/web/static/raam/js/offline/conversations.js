/* What a device holds: slips, at most one conversation that is not finished, and finished ones that wait to be sent. */
import { sealBox, toBase64 } from "./box.js";
import { Store } from "./store.js";
import { lock, newKey, unlock } from "./vault.js";

const HOURS_KEPT = 8;
const HOUR = 3600 * 1000;
export const DAYS_SHOWN = 7;

export function today(now = new Date()) {
  const two = (each) => String(each).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function daysSince(day, now = today()) {
  return Math.round((Date.parse(now) - Date.parse(day)) / (24 * HOUR));
}

/* A clock that was set back counts as too old as well: then nobody knows how old it is. */
export function isTooOld(startedAt, now = Date.now()) {
  return now - startedAt > HOURS_KEPT * HOUR || startedAt - now > HOUR;
}

export class Conversations {
  constructor(store, code) {
    this.store = store;
    this.code = code;
  }

  static async open(code) { return new Conversations(await Store.open(`raam-gesprekken ${code}`), code); }

  async addSlips(slips, publicPoint) {
    const key = await this.store.get("keys", "slips") ?? await newKey();
    const sealed = await Promise.all(slips.map((each) => lock(key, each)));
    await this.store.write(
      ["keys", "slips", key], ["notes", "sleutel", publicPoint],
      ...slips.map((each, at) => ["slips", each.number, { ...sealed[at], number: each.number }]),
    );
  }

  async slipsLeft() { return (await this.store.all("slips")).length; }

  /* Begin a conversation with the first slip; without slips there is none. */
  async begin(language, version) {
    const [slip] = await this.store.all("slips");
    if (!slip) return false;
    const { number, key: sending, code } = await unlock(await this.store.get("keys", "slips"), slip);
    const key = await newKey();
    const told = { key: sending, code, number, fields: {}, words: {}, uses: {}, at: "" };
    const talk = { language, version, stage: "telling", startedAt: Date.now(), ...await lock(key, told) };
    await this.store.write(["slips", number], ["keys", "talk", key], ["talk", "now", talk]);
    return true;
  }

  /* What stands open: a conversation, one whose code was not written down yet, or nothing. */
  async current() { return await this.store.get("talk", "now") ?? null; }

  /* Wipe what is too old and say whether that happened. */
  async wipeOld() {
    const talk = await this.current();
    if (!talk || !isTooOld(talk.startedAt)) return false;
    await this.wipe();
    return true;
  }

  /* Without its key nobody opens a conversation any more, not here and not anywhere else. */
  async canRead() { return Boolean(await this.store.get("keys", "talk")); }

  async read(talk) { return unlock(await this.store.get("keys", "talk"), talk); }

  async save(talk, told) {
    const sealed = await lock(await this.store.get("keys", "talk"), told);
    // Finished or wiped in another window meanwhile: then nothing may come back.
    if ((await this.current())?.startedAt !== talk.startedAt) return;
    await this.store.write(["talk", "now", { ...talk, ...sealed }]);
  }

  /* Seal for the inquiry, and forget in the same moment; only the code stays, under a new key, until it is noted. */
  async finish(talk, told, { uses, wantsCode }) {
    const letter = {
      sleutel: told.key, taal: talk.language, antwoorden: told.fields, gebruik: uses, code: wantsCode, op: today(), voogd: told.guardian === true,
    };
    const publicPoint = await this.store.get("notes", "sleutel");
    const box = await sealBox(publicPoint, JSON.stringify(letter), `${this.code}/${talk.version}`);
    const count = (await this.store.get("notes", "count") ?? 0) + 1;
    const item = { id: count, kader: talk.version, doos: toBase64(box), on: today(), problems: [] };
    const key = await newKey();
    const rest = { ...talk, stage: "code", ...await lock(key, { code: wantsCode ? told.code : "" }) };
    await this.store.write(
      ["notes", "count", count], ["outbox", count, item], ["keys", "talk", key], ["talk", "now", rest],
    );
  }

  async wipe() { await this.store.write(["talk", "now"], ["keys", "talk"]); }

  waiting() { return this.store.all("outbox"); }

  async sent() {
    const all = await this.store.get("notes", "sent") ?? [];
    return all.filter((each) => daysSince(each.on) < DAYS_SHOWN);
  }

  async keepProblems(item, problems) { await this.store.write(["outbox", item.id, { ...item, problems }]); }

  /* `lost`: how many answers did not fit their question; the story itself is in. */
  async markSent(item, lost = 0) {
    const sent = [...await this.sent(), { id: item.id, on: today(), lost }];
    await this.store.write(["outbox", item.id], ["notes", "sent", sent]);
  }

  /* Take in a sealed story from a file of another device, once. */
  async takeIn({ kader, doos, op }) {
    const there = await this.waiting();
    if (there.some((each) => each.doos === doos)) return;
    const count = (await this.store.get("notes", "count") ?? 0) + 1;
    await this.store.write(["notes", "count", count], ["outbox", count, { id: count, kader, doos, on: op, problems: [] }]);
  }
}
