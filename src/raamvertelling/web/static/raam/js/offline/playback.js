/* The two pages that show something back: all answers in words before sending, and the code after. */
function element(name, text = "", classes = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (classes) made.className = classes;
  return made;
}

function answerLine(page, step) {
  const { words } = page.plan;
  const lines = page.told.words[step.name] ?? [];
  const heading = page.headingOf(step.name);
  const row = element("div");
  const answer = element("dd", lines.length ? "" : step.required ? words.unanswered : words.skipped, "telling-check__answer");
  answer.dir = "auto";
  if (step.name === page.plan.story) answer.classList.add("telling-check__story");
  lines.forEach((line, at) => {
    if (at) answer.append(document.createElement("br"));
    answer.append(line);
  });
  const change = element("dd", "", "telling-check__change");
  const button = element("button", lines.length ? words.change : words.fill, "raam-button raam-button--link raam-button--small");
  button.type = "button";
  button.dataset.go = "change";
  button.dataset.step = step.name;
  button.append(element("span", `: ${heading}`, "raam-visually-hidden"));
  change.append(button);
  row.append(element("dt", heading), answer, change);
  return row;
}

function useLine(page, id) {
  const line = element("li");
  const field = page.querySelector(`[data-use="${id}"]`);
  line.append(element("strong", page.told.uses[id] ? page.plan.words.yes : page.plan.words.no), " ", element("span", field.dataset.text));
  return line;
}

export function drawCheck(page) {
  page.querySelector("[data-answers]").replaceChildren(...page.questions.map((step) => answerLine(page, step)));
  page.querySelector("[data-uses]")?.replaceChildren(...page.plan.uses.map((id) => useLine(page, id)));
}

export function drawCode(page) {
  const { code } = page.told;
  page.querySelector("[data-with-code]").hidden = !code;
  page.querySelector("[data-without-code]").hidden = Boolean(code);
  const groups = code ? code.split(" ").map((each) => element("span", each)) : [];
  page.querySelector("[data-groups]").replaceChildren(...groups.flatMap((each) => [each, " "]));
}

/* What was said about the uses before, on the form again. */
export function drawUses(page) {
  for (const id of page.plan.uses) {
    const value = page.told.uses[id] ? "ja" : "nee";
    page.querySelector(`[data-use="${id}"] input[value="${value}"]`).checked = true;
  }
}
