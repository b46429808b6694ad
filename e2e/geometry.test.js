/* The arithmetic of the signs, without a browser: node --test e2e/ */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  EVEN_RATIOS, nearestInside, pointToWeights, remember, setWeight, shares, spread, stepped, weightsToPoint, zone,
} from "../src/raamvertelling/web/static/raam/js/geometry.js";

/* The same file that checks core/geometry.py. */
const REFERENCE = JSON.parse(
  readFileSync(new URL("../src/raamvertelling/core/geometry_reference.json", import.meta.url), "utf8"),
);

/* A fixed sequence: every run tests the same points. */
function sequence(seed) {
  let state = seed;
  return () => { state = (state * 16807) % 2147483647; return state / 2147483647; };
}

function randomWeights(next) {
  const [a, b] = [next(), next()].sort();
  return [a, b - a, 1 - b];
}

function close(found, expected, within) {
  found.forEach((value, at) => assert.ok(Math.abs(value - expected[at]) < within, `${found} is not ${expected}`));
}

test("weights and points go there and back", () => {
  const next = sequence(7);
  for (let n = 0; n < 2000; n += 1) {
    const weights = randomWeights(next);
    close(pointToWeights(...weightsToPoint(weights)), weights, 1e-9);
  }
});

test("any point gives weights between 0 and 1 that sum to 1", () => {
  const next = sequence(11);
  for (let n = 0; n < 2000; n += 1) {
    const weights = pointToWeights(next() * 6 - 3, next() * 6 - 3);
    assert.ok(Math.abs(weights.reduce((sum, each) => sum + each) - 1) < 1e-9);
    assert.ok(weights.every((each) => each >= 0 && each <= 1));
  }
});

test("a point outside comes to the nearest point of the triangle", () => {
  close(nearestInside(0.5, -1), [0.5, 0], 1e-12);
  close(nearestInside(-3, -0.2), [0, 0], 1e-12);
  close(pointToWeights(0.5, 9), [1, 0, 0], 1e-12);
});

test("setting a corner keeps the ratio of the two others and is idempotent", () => {
  const next = sequence(13);
  for (let n = 0; n < 2000; n += 1) {
    const weights = randomWeights(next);
    const [corner, value] = [n % 3, next()];
    const [once] = setWeight(weights, corner, value);
    close(setWeight(once, corner, value)[0], once, 1e-12);
    close([remember(once, EVEN_RATIOS)[corner]], [remember(weights, EVEN_RATIOS)[corner]], 1e-9);
    assert.ok(Math.abs(once.reduce((sum, each) => sum + each) - 1) < 1e-9);
  }
});

test("the reference file: placements, taps, moves and percentages", () => {
  assert.ok(REFERENCE.placements.length > 200 && REFERENCE.moves.length > 300);
  for (const { weights, xy } of REFERENCE.placements) {
    close(weightsToPoint(weights), xy, 1e-9);
    close(pointToWeights(...xy), weights, 1e-9);
  }
  for (const { xy, nearest, weights } of REFERENCE.taps) {
    close(nearestInside(...xy), nearest, 1e-9);
    close(pointToWeights(...xy), weights, 1e-9);
  }
  for (const { from, steps, to } of REFERENCE.moves) {
    let [weights, ratios] = [from, EVEN_RATIOS];
    for (const [corner, value] of steps) [weights, ratios] = setWeight(weights, corner, value, ratios);
    close(weights, to, 1e-9);
  }
  for (const { weights, shown } of REFERENCE.percentages) assert.deepEqual(shares(weights), shown);
});

test("shown shares are whole and sum to 100", () => {
  assert.deepEqual(shares([1 / 3, 1 / 3, 1 / 3]), [34, 33, 33]);
  assert.deepEqual(shares([0.475, 0.475, 0.05]), [48, 47, 5]);
  const next = sequence(17);
  for (let n = 0; n < 500; n += 1) assert.equal(shares(randomWeights(next)).reduce((sum, each) => sum + each), 100);
});

test("zones follow the words", () => {
  assert.deepEqual([0, 1, 20, 21, 45, 46, 59, 60, 80, 81, 99, 100].map(zone), [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
});

test("steps stay on the slider", () => {
  assert.equal(stepped(1 / 3, 1), 0.4);
  assert.equal(stepped(0.98, 2), 1);
  assert.equal(stepped(0.5, -20), 0);
});

test("marks that cover each other are drawn apart", () => {
  const drawn = spread([[0.5, 0.5], [0.5, 0.5], [0.52, 0.5]], 0.1);
  for (const [a, b] of [[0, 1], [0, 2], [1, 2]]) {
    assert.ok(Math.hypot(drawn[a][0] - drawn[b][0], drawn[a][1] - drawn[b][1]) > 0.08);
  }
});
