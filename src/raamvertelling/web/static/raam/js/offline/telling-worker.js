/* The service worker of a storypoint. It keeps one page and the style files, never a page with an answer. When a page
   cannot be sent it answers "204 No Content": the browser then stays where it is, with all that was filled in. */
function serve({ scope, mark, files, pages }) {
  const name = `raam-vertelpunt ${scope}`;
  const current = `${name} ${mark}`;

  self.addEventListener("install", (event) => {
    const wanted = [...files, ...pages].map((each) => new Request(each, { cache: "reload", credentials: "omit" }));
    event.waitUntil(caches.open(current).then((cache) => cache.addAll(wanted)).then(() => self.skipWaiting()));
  });

  self.addEventListener("activate", (event) => {
    const isOld = (each) => each.startsWith(`${name} `) && each !== current;
    event.waitUntil(caches.keys()
      .then((all) => Promise.all(all.filter(isOld).map((each) => caches.delete(each))))
      .then(() => self.clients.claim()));
  });

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const path = new URL(request.url).pathname;
    if (request.mode === "navigate") event.respondWith(request.method === "POST" ? send(event) : visit(request));
    else if (request.method === "GET" && files.includes(path)) event.respondWith(fetch(request).catch(() => kept(path)));
  });

  function visit(request) {
    return fetch(request).catch(() => kept(pages[0]));
  }

  async function send(event) {
    try {
      return await fetch(event.request);
    } catch {
      const client = await self.clients.get(event.clientId);
      client?.postMessage("not sent");
      return new Response(null, { status: 204 });
    }
  }

  async function kept(path) {
    const cache = await caches.open(current);
    return (await cache.match(path)) ?? Response.error();
  }
}
