/* Which questions are asked, as core/framework/asking.py and telling/steps.py say. `fields` are the posted pairs. */
export function chosen(step, fields) {
  return (fields[step.name] ?? []).filter(([name]) => name === step.name).map(([, value]) => value);
}

function isMet([, options, negated], given) {
  return options.some((each) => given.includes(each)) !== negated;
}

/* An answer to a question that is hidden itself counts for nothing. */
export function asked(steps, fields) {
  const counted = {};
  return steps.filter((step) => {
    if (step.if && !isMet(step.if, counted[step.if[0]] ?? [])) return false;
    counted[step.name] = chosen(step, fields);
    return true;
  });
}

export function voiceOf(plan, fields) {
  return plan.voice ? chosen({ name: plan.voice }, fields)[0] ?? "" : "";
}

/* The steps behind or before a name; without one before it, null. */
export function after(steps, name) { return steps[steps.findIndex((each) => each.name === name) + 1] ?? null; }

export function before(steps, name) { return steps[steps.findIndex((each) => each.name === name) - 1] ?? null; }
