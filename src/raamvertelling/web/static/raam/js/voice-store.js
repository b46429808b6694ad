/* Pieces of a recording on the device until the server has them: sealed with a key that no script can take out.
   Pieces of another draft (somebody else on this device) and of more than eight hours ago are wiped at sight. */
const HOURS_KEPT = 8 * 3600 * 1000;
const NAME = "raam-opname";

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const finished = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = transaction.onerror = () => reject(transaction.error);
});

async function openDatabase() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("keys");
    opening.result.createObjectStore("pieces", { keyPath: ["recording", "seq"] });
  };
  return asked(opening);
}

export class VoiceStore {
  static async open(mark) {
    const store = new VoiceStore();
    store.mark = mark;
    store.database = await openDatabase();
    store.key = await store.ownKey();
    await store.wipeStrange();
    return store;
  }

  async ownKey() {
    const kept = await asked(this.database.transaction("keys").objectStore("keys").get("key"));
    if (kept && Date.now() - kept.made < HOURS_KEPT && kept.mark === this.mark) return kept.key;
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const writing = this.write("keys", "pieces");
    writing.objectStore("pieces").clear();
    writing.objectStore("keys").put({ key, mark: this.mark, made: Date.now() }, "key");
    await finished(writing);
    return key;
  }

  write(...names) {
    return this.database.transaction(names, "readwrite", { durability: "strict" });
  }

  async wipeStrange() {
    const all = await asked(this.database.transaction("pieces").objectStore("pieces").getAll());
    const old = all.filter((piece) => piece.mark !== this.mark || Date.now() - piece.made >= HOURS_KEPT);
    for (const piece of old) await this.drop(piece.recording, piece.seq);
  }

  async put(recording, seq, bytes) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, bytes);
    const writing = this.write("pieces");
    writing.objectStore("pieces").put({ recording, seq, iv, sealed, mark: this.mark, made: Date.now() });
    await finished(writing);
  }

  async read(recording, seq) {
    const piece = await asked(this.database.transaction("pieces").objectStore("pieces").get([recording, seq]));
    return crypto.subtle.decrypt({ name: "AES-GCM", iv: piece.iv }, this.key, piece.sealed);
  }

  async waiting() {
    const all = await asked(this.database.transaction("pieces").objectStore("pieces").getAllKeys());
    return all.map(([recording, seq]) => ({ recording, seq }));
  }

  async drop(recording, seq) {
    const writing = this.write("pieces");
    writing.objectStore("pieces").delete([recording, seq]);
    await finished(writing);
  }

  async wipe() {
    const writing = this.write("keys", "pieces");
    writing.objectStore("pieces").clear();
    writing.objectStore("keys").clear();
    await finished(writing);
    this.database.close();
  }
}
