/* What the server would refuse, said before the device goes on; the server looks again when the story comes in. */
const MOST_SIGNS = 400000;

function valuesOf(pairs, name) {
  return pairs.filter(([each]) => each === name).map(([, value]) => value);
}

function first(pairs, name) { return valuesOf(pairs, name)[0] ?? ""; }

/* Whether anything was answered at all. */
export function isAnswered(step, pairs) {
  if (first(pairs, `${step.name}-nvt`)) return true;
  if (first(pairs, `${step.name}-gezet`) === "1" || first(pairs, `${step.name}-rij`)) return true;
  if (valuesOf(pairs, step.name).some((each) => each.trim())) return true;
  return step.parts.some((part) => first(pairs, `${step.name}-gezet-${part}`) === "1"
    || [`rij-${part}`, `rij-x-${part}`, `rij-y-${part}`].some((each) => first(pairs, `${step.name}-${each}`)));
}

const CHECKS = {
  long_text(step, pairs, words) {
    const text = first(pairs, step.name).trim();
    return text.length > MOST_SIGNS || text.split(/\s+/).length > step.most ? words.long : "";
  },
  short_text(step, pairs, words) {
    return first(pairs, step.name).trim().length > step.most ? words.long : "";
  },
  multiple_choice(step, pairs, words) {
    const given = valuesOf(pairs, step.name);
    if (given.length > 1 && given.some((each) => step.alone[each])) return words.alone;
    return step.most && given.length > step.most ? words.many : "";
  },
  triad(step, pairs, words) {
    const rows = step.parts.map((part) => first(pairs, `${step.name}-rij-${part}`));
    if (!rows.some(Boolean)) return "";
    if (!rows.every(Boolean)) return words.rows;
    return rows.every((each) => each === "0") && !step.refusable ? words.level : "";
  },
  stones(step, pairs, words) {
    const isHalf = (part) => !first(pairs, `${step.name}-weg-${part}`)
      && Boolean(first(pairs, `${step.name}-rij-x-${part}`)) !== Boolean(first(pairs, `${step.name}-rij-y-${part}`));
    return step.parts.some(isHalf) ? words.pair : "";
  },
};

export function problem(step, pairs, words) {
  if (first(pairs, `${step.name}-nvt`)) return "";
  if (!isAnswered(step, pairs)) {
    if (!step.required) return "";
    return step.kind.endsWith("_text") ? words.write : step.picks ? words.pick : words.answer;
  }
  return CHECKS[step.kind]?.(step, pairs, words) ?? "";
}
