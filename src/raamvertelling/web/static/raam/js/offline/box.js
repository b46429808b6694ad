/* What is finished is sealed for the inquiry: only the server opens it. The same steps as stories/box.py:
   version byte, one-time point, nonce, ciphertext; ECDH P-256, HKDF-SHA256, AES-256-GCM. */
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const VERSION = new Uint8Array([1]);

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
  parts.reduce((at, each) => { whole.set(each, at); return at + each.length; }, 0);
  return whole;
}

export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
}

/* `once` and `nonce` are new every time; only the test with the known answer gives them. */
export async function sealBox(publicPoint, plain, bound, once, nonce = crypto.getRandomValues(new Uint8Array(12))) {
  const pair = once ?? await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const receiver = await crypto.subtle.importKey("raw", publicPoint, CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: receiver }, pair.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const encoder = new TextEncoder();
  const info = joined(encoder.encode("raamvertelling/postbus"), point, publicPoint);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"],
  );
  const additionalData = joined(VERSION, encoder.encode(bound));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, encoder.encode(plain));
  return joined(VERSION, point, nonce, new Uint8Array(sealed));
}
