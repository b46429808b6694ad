/* A press of a button on the desk without a new page: the server draws the page as always, and the parts that changed
   take the place of the old ones. What is typed in fields that stay is left alone. */
import { pageOf } from "./trusted.js";

const PARTS = ["deel-kop", "deel-verborgen", "deel-stand", "deel-stappen", "deel-teksten", "deel-voorstellen", "deel-eigen",
  "deel-lijst", "deel-vrijgeven"];

/* Send the form as if this button was pressed, and return the page that came back; null when there is no connection. */
export async function send(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action || location.href, { method: "POST", body }).catch(() => null);
  if (!answer || answer.status >= 500) return null;
  if (!answer.headers.get("content-type")?.startsWith("text/html")) return null;
  return { url: answer.url, status: answer.status, page: pageOf(await answer.text()) };
}

/* Put the parts of that page in this one; whether it is a page of this story at all. */
export function swap(page) {
  if (!page.querySelector("story-desk")) return false;
  const open = new Set([...document.querySelectorAll("details[open]")].map(nameOf));
  for (const id of PARTS) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceChildren(...document.adoptNode(fresh).childNodes);
  }
  document.querySelectorAll("details").forEach((each) => { if (open.has(nameOf(each))) each.open = true; });
  document.title = page.title;
  return true;
}

/* What the server says about it: the message, or the first thing that is not right. */
export function said(page) {
  const errors = [...page.querySelectorAll(".raam-errors li")].map((each) => each.textContent.trim());
  const words = [...page.querySelectorAll("#meldingen p")].map((each) => each.textContent.trim());
  return (errors.length ? errors : words).join(" ");
}

function nameOf(details) {
  return `${details.className} ${details.closest("[id]")?.id ?? ""}`;
}
