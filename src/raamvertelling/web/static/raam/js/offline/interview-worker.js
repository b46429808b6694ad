/* The service worker of a device for conversations. It keeps the device's own page, the questions in each language and
   the files they are drawn with; what is told never comes here. The pages come from the device first, so that they
   open without a network and without signing in again. Questions of the version before stay, for a conversation that
   was begun with them. */
function serve({ scope, version, mark, files, pages }) {
  const name = `raam-gesprek ${scope}`;
  const current = `${name} ${version} ${mark}`;

  self.addEventListener("install", (event) => {
    const wanted = [...files, ...pages].map((each) => new Request(each, { cache: "reload", redirect: "error" }));
    event.waitUntil(caches.open(current).then((cache) => cache.addAll(wanted)));
  });

  self.addEventListener("activate", (event) => {
    const isOld = (each) => each.startsWith(`${name} `) && each !== current
      && Number(each.slice(name.length + 1).split(" ")[0]) !== Number(version) - 1;
    event.waitUntil(caches.keys()
      .then((all) => Promise.all(all.filter(isOld).map((each) => caches.delete(each))))
      .then(() => self.clients.claim()));
  });

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET") return;
    const path = new URL(request.url).pathname;
    const isPage = request.mode === "navigate" && path.startsWith(scope);
    if (isPage || files.includes(path)) event.respondWith(fromDevice(request, path));
  });

  self.addEventListener("message", (event) => { if (event.data === "take over") self.skipWaiting(); });

  async function fromDevice(request, path) {
    const cache = await caches.open(current);
    const found = await cache.match(path) ?? (path.startsWith(scope) ? await caches.match(path) : undefined);
    return found ?? fetch(request);
  }
}
