/* The only door through which text becomes a page, or an address a worker: the browser refuses every other one.
   What comes in here was made by our own server. Browsers without Trusted Types take the text itself. */
const SAME = {
  createHTML: (text) => text,
  createScriptURL: (address) => {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError("another site");
    return address;
  },
};
const policy = window.trustedTypes?.createPolicy("raam", SAME) ?? SAME;

/* Read a page of ours as a document apart: nothing in it runs. */
export const pageOf = (text) => new DOMParser().parseFromString(policy.createHTML(text), "text/html");

export const workerAt = (address) => policy.createScriptURL(address);
