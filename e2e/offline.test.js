/* The device's own modules without a browser: sealing, the route, the checks, the waiting. node --test e2e/ */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromBase64, sealBox, toBase64 } from "../src/raamvertelling/web/static/raam/js/offline/box.js";
import { isAnswered, problem } from "../src/raamvertelling/web/static/raam/js/offline/checks.js";
import { daysSince, isTooOld, today } from "../src/raamvertelling/web/static/raam/js/offline/conversations.js";
import { verdict, waitAfter } from "../src/raamvertelling/web/static/raam/js/offline/outbox.js";
import { after, asked, before, voiceOf } from "../src/raamvertelling/web/static/raam/js/offline/route.js";
import { lock, newKey, unlock } from "../src/raamvertelling/web/static/raam/js/offline/vault.js";

/* The same file that checks stories/box.py. */
const VECTOR = JSON.parse(
  readFileSync(new URL("../src/raamvertelling/stories/tests/box_vector.json", import.meta.url), "utf8"),
);
/* Steps and answers with what the server asks then: checked by telling/tests/test_interview.py too. */
const ROUTES = JSON.parse(
  readFileSync(new URL("../src/raamvertelling/telling/tests/routes.json", import.meta.url), "utf8"),
);
const CURVE = { name: "ECDH", namedCurve: "P-256" };

function bytes(hex) { return Uint8Array.from(hex.match(/../g), (each) => parseInt(each, 16)); }

function hex(array) { return [...array].map((each) => each.toString(16).padStart(2, "0")).join(""); }

async function pair({ d, ...open }) {
  return {
    publicKey: await crypto.subtle.importKey("jwk", open, CURVE, true, []),
    privateKey: await crypto.subtle.importKey("jwk", { ...open, d }, CURVE, false, ["deriveBits"]),
  };
}

test("sealing gives the known answer, byte for byte", async () => {
  const { publicKey } = await pair(VECTOR.inquiry);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const sealed = await sealBox(point, VECTOR.plain, VECTOR.bound, await pair(VECTOR.once), bytes(VECTOR.nonce));
  assert.equal(hex(sealed), VECTOR.sealed);
});

test("no two boxes are equal, also with the same text", async () => {
  const { publicKey } = await pair(VECTOR.inquiry);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const [one, other] = [await sealBox(point, "verhaal", "a/1"), await sealBox(point, "verhaal", "a/1")];
  assert.notEqual(hex(one), hex(other));
  assert.equal(one[0], 1);
});

test("base64 goes there and back, also when it is long", () => {
  const long = Uint8Array.from({ length: 100_000 }, (_, at) => at % 256);
  assert.deepEqual(fromBase64(toBase64(long)), long);
});

test("an unfinished conversation opens with its own key only, and the key cannot be read out", async () => {
  const [key, other] = [await newKey(), await newKey()];
  const sealed = await lock(key, { verhaal: "de balie" });
  assert.deepEqual(await unlock(key, sealed), { verhaal: "de balie" });
  assert.ok(!Buffer.from(sealed.sealed).includes("balie"));
  await assert.rejects(unlock(other, sealed));
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});

test("the device asks the questions that the server would ask", () => {
  assert.ok(ROUTES.cases.length >= 6);
  for (const { fields, expected } of ROUTES.cases) {
    assert.deepEqual(asked(ROUTES.steps, fields).map((each) => each.name), expected, JSON.stringify(fields));
  }
});

test("the voice is what was chosen, and empty when nobody chose", () => {
  assert.equal(voiceOf({ voice: "role" }, { role: [["role", "manager"]] }), "manager");
  assert.equal(voiceOf({ voice: "role" }, {}), "");
  assert.equal(voiceOf({ voice: "" }, { role: [["role", "manager"]] }), "");
});

test("the steps behind and before", () => {
  const steps = [{ name: "a" }, { name: "b" }];
  assert.equal(after(steps, "a").name, "b");
  assert.equal(after(steps, "b"), null);
  assert.equal(before(steps, "a"), null);
});

const WORDS = Object.fromEntries(["write", "pick", "answer", "rows", "level", "pair", "long", "many", "alone"].map((each) => [each, each]));
const STEP = { name: "q", kind: "single_choice", required: false, picks: true, most: null, alone: {}, parts: [], refusable: true };
const CASES = [
  ["nothing", {}, [], ""],
  ["nothing, but needed", { required: true }, [], "pick"],
  ["no text, but needed", { kind: "long_text", required: true, most: 10 }, [["q", "  "]], "write"],
  ["no sign, but needed", { kind: "triad", picks: false, required: true, parts: ["a"] }, [["q-gezet", "0"]], "answer"],
  ["does not fit", { required: true }, [["q-nvt", "1"]], ""],
  ["too many words", { kind: "long_text", most: 3 }, [["q", "een twee drie vier"]], "long"],
  ["just enough words", { kind: "long_text", most: 4 }, [["q", "een twee drie vier"]], ""],
  ["too many signs", { kind: "short_text", most: 4 }, [["q", "lang!"]], "long"],
  ["too many answers", { kind: "multiple_choice", most: 1 }, [["q", "a"], ["q", "b"]], "many"],
  ["one that stands alone", { kind: "multiple_choice", alone: { geen: true } }, [["q", "a"], ["q", "geen"]], "alone"],
  ["half the rows", { kind: "triad", parts: ["a", "b", "c"] }, [["q-rij-a", "1"]], "rows"],
  ["rows that say nothing", { kind: "triad", parts: ["a", "b"], refusable: false }, [["q-rij-a", "0"], ["q-rij-b", "0"]], "level"],
  ["half a stone", { kind: "stones", parts: ["a"] }, [["q-rij-x-a", "1"]], "pair"],
  ["a stone that is away", { kind: "stones", parts: ["a"] }, [["q-rij-x-a", "1"], ["q-weg-a", "1"]], ""],
  ["a placed stone", { kind: "stones", parts: ["a"], required: true }, [["q-gezet-a", "1"]], ""],
];
for (const [name, change, pairs, expected] of CASES) {
  test(`check: ${name}`, () => assert.equal(problem({ ...STEP, ...change }, pairs, WORDS), expected));
}

test("a zero in a row is an answer, an empty field is none", () => {
  assert.ok(isAnswered({ ...STEP, parts: ["a"] }, [["q-rij-a", "0"]]));
  assert.ok(!isAnswered({ ...STEP, parts: ["a"] }, [["q-rij-a", ""], ["q-gezet", "0"], ["q-manier", ""]]));
});

test("only a story that the server has is forgotten", () => {
  assert.deepEqual(verdict(200, { toestand: "ontvangen" }), { done: true, lost: 0 });
  assert.deepEqual(verdict(200, { toestand: "ontvangen", gemist: ["about", "heard"] }), { done: true, lost: 2 });
  assert.deepEqual(verdict(200, { toestand: "bekend" }), { done: true, lost: 0 });
  assert.deepEqual(verdict(409, { toestand: "apart", gemist: ["about"] }), { done: true, lost: 1 });
  assert.deepEqual(verdict(200, null), { again: true });
  assert.deepEqual(verdict(200, { toestand: "anders" }), { again: true });
  assert.deepEqual(verdict(422, { meldingen: ["Nee."] }), { problems: ["Nee."] });
  for (const status of [0, 302, 403, 404, 409, 429, 500, 502, 503]) assert.deepEqual(verdict(status, null), { again: true });
});

test("waiting gets longer, up to five minutes, and differs between devices", () => {
  assert.equal(waitAfter(0, 0.5), 5000);
  assert.equal(waitAfter(1, 0.5), 5000);
  assert.equal(waitAfter(3, 0.5), 20000);
  assert.equal(waitAfter(50, 0.5), 300000);
  assert.ok(waitAfter(2, 0) < waitAfter(2, 1));
});

test("eight hours, days, and a clock that was set back", () => {
  const now = Date.UTC(2026, 5, 1, 12);
  const hour = 3600 * 1000;
  assert.ok(!isTooOld(now - 8 * hour, now));
  assert.ok(isTooOld(now - 8 * hour - 1, now));
  assert.ok(isTooOld(now + 2 * hour, now));
  assert.equal(daysSince("2026-03-27", "2026-04-01"), 5);
  assert.equal(today(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
});
