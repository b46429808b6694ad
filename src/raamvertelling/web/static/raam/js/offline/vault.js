/* What is not finished is sealed with a key that scripts can use and cannot read out (AES-256-GCM). */
const NAME = "AES-GCM";

export function newKey() {
  return crypto.subtle.generateKey({ name: NAME, length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function lock(key, value) {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { nonce, sealed: await crypto.subtle.encrypt({ name: NAME, iv: nonce }, key, plain) };
}

export async function unlock(key, { nonce, sealed }) {
  const plain = await crypto.subtle.decrypt({ name: NAME, iv: nonce }, key, sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}
