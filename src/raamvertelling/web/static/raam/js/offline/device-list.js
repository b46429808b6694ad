/* The list of what waits and what was sent; no word of a teller is in it. */
function put(part, name, text) { part.querySelector(`[data-${name}]`).textContent = text; }

/* A story that came in with answers that did not fit: said here, because nobody can ask the resident again later. */
function lostAnswers(page, count) {
  if (!count) return "";
  return (count === 1 ? page.dataset.lostOne : page.dataset.lostMany).replace("{n}", count);
}

function line(page, item, isSent) {
  const part = page.querySelector("template[data-line]").content.cloneNode(true);
  const row = part.firstElementChild;
  put(row, "name", page.dataset.talkName.replace("{n}", item.id));
  put(row, "state", isSent ? page.dataset.sent : page.dataset.here);
  row.querySelector("[data-state]").classList.toggle("raam-pill--accent", isSent);
  const problems = row.querySelector("[data-problems]");
  const said = isSent ? lostAnswers(page, item.lost) : item.problems.join(" ");
  problems.hidden = !said;
  problems.textContent = said;
  const keep = row.querySelector("[data-go=keep]");
  keep.hidden = isSent;
  keep.dataset.id = item.id;
  put(row, "number", ` ${page.dataset.talkName.replace("{n}", item.id)}`);
  return row;
}

export function drawBox(page, waiting, sent) {
  const many = waiting.length === 1 ? page.dataset.one : page.dataset.many;
  const count = waiting.length ? many.replace("{n}", waiting.length) : sent.length ? page.dataset.all : page.dataset.none;
  const place = page.querySelector("[data-count]");
  if (place.textContent !== count) place.textContent = count;
  page.querySelector("[data-go=retry]").hidden = !waiting.length;
  const rows = [...waiting.map((each) => line(page, each, false)), ...sent.toReversed().map((each) => line(page, each, true))];
  page.querySelector("[data-list]").replaceChildren(...rows);
}

/* Bewaar als bestand: what is in it is sealed, and only the inquiry opens it. */
export function saveAsFile(item, code) {
  const text = JSON.stringify({ vertelpunt: code, kader: item.kader, op: item.on, doos: item.doos });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `verhaal-${code}-${item.id}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
