/* The device's own store: IndexedDB with promises. All that holds words of a teller is sealed before it comes here. */
const STORES = ["keys", "slips", "talk", "outbox", "notes"];

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class Store {
  constructor(database) { this.database = database; }

  static async open(name) {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => STORES.forEach((each) => request.result.createObjectStore(each));
    return new Store(await answered(request));
  }

  get(store, key) { return answered(this.database.transaction(store).objectStore(store).get(key)); }

  all(store) { return answered(this.database.transaction(store).objectStore(store).getAll()); }

  /* Write all of these or none: [store, key, value], where no value takes it away. Resolves once it is on disk. */
  write(...changes) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORES, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
      for (const [store, key, value] of changes) {
        const place = transaction.objectStore(store);
        if (value === undefined) place.delete(key); else place.put(value, key);
      }
    });
  }
}
