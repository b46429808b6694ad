/* Between a form and the pairs that a page online would post; and an answer in words, as the page itself says it. */
export function pairsOf(form) {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string");
}

/* Fill a copy of a question before it comes on the page: the signs read their fields once, when they arrive. */
export function fill(part, pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of part.querySelectorAll("input[name], textarea[name], select[name]")) {
    const given = values.get(field.name);
    if (!given) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
    else [field.value] = given;
  }
  const sign = part.querySelector("[data-mode]");
  if (!sign) return;
  const isInRows = pairs.some(([name, value]) => value && name.includes("-rij"));
  sign.dataset.mode = isInRows ? "rows" : pairs.find(([name]) => name.endsWith("-manier"))?.[1] ?? "";
}

function textOf(element) { return element?.textContent.trim().replace(/\s+/g, " ") ?? ""; }

function optionText(input) {
  return textOf(input.closest("label").querySelector("span:not(.raam-choice__help)"));
}

function sliderText(box) {
  const value = box.querySelector("input[type=range]").getAttribute("aria-valuetext");
  const label = textOf(box.querySelector("label"));
  return label ? `${label}: ${value}` : value;
}

function rowText(row) {
  const picked = row.querySelector("input:checked");
  return picked ? [`${textOf(row.querySelector("legend"))}: ${optionText(picked)}`] : [];
}

function stoneText(stone) {
  if (stone.querySelector("[data-set]").value !== "1") return [];
  const places = [...stone.querySelectorAll("input[type=range]")].map((each) => each.getAttribute("aria-valuetext"));
  return [`${textOf(stone.querySelector("[data-name]"))}: ${places.join("; ")}`];
}

/* Say an answer in lines of words: what the sliders, rows and options say themselves. */
export function inWords(form) {
  const refused = form.querySelector("[data-nvt]:checked");
  if (refused) return [textOf(refused.closest("label"))];
  const sign = form.querySelector("[data-layer]");
  if (!sign) {
    const text = form.querySelector("textarea, input[type=text]");
    if (text) return text.value.trim() ? [text.value.trim()] : [];
    return [...form.querySelectorAll("input:checked")].map(optionText);
  }
  const layer = form.querySelector("[data-layer]:not([hidden])");
  if (layer.dataset.layer === "1") {
    const stones = [...layer.querySelectorAll("[data-stone]")];
    if (stones.length) return stones.flatMap(stoneText);
    return layer.querySelector("[data-set]").value === "1" ? [...layer.querySelectorAll("[data-slider]")].map(sliderText) : [];
  }
  const stones = [...layer.querySelectorAll(".raam-stone-rows")];
  if (!stones.length) return [...layer.querySelectorAll(".raam-row")].flatMap(rowText);
  return stones.flatMap((stone) => {
    const rows = [...stone.querySelectorAll(".raam-row")].flatMap(rowText);
    return rows.length ? [`${textOf(stone.querySelector("legend"))}: ${rows.join("; ")}`] : [];
  });
}
