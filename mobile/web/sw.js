// Keeps the whole app on the phone: it starts with no network, and changes version only when told to.
// The build fills in the list and its version; every file is checked against its digest.
const PRECACHE = /*precache*/[];  const VERSION = /*version*/"dev";

const PREFIX = "vitrine-app-";
const CACHE = PREFIX + VERSION;
// What a cache holds, kept in the cache itself: the next version takes unchanged files from it.
const LIST = "./precache.json";

const absolute = (url) => new URL(url, self.registration.scope).href;
const kept = new Set(PRECACHE.map((entry) => absolute(entry.url)));

// The files of earlier versions by digest: over a shop's network an update fetches only what changed.
async function earlier() {
  const files = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CACHE) continue;
    const cache = await caches.open(name);
    const list = await cache.match(absolute(LIST));
    for (const { url, integrity } of list ? await list.json() : []) {
      files.set(integrity, { cache, url: absolute(url) });
    }
  }
  return files;
}

async function install() {
  const files = await earlier();
  const cache = await caches.open(CACHE);
  await Promise.all(
    PRECACHE.map(async ({ url, integrity }) => {
      const source = files.get(integrity);
      const known = source && (await source.cache.match(source.url));
      const response = known || (await fetch(new Request(absolute(url), { integrity, cache: "no-cache" })));
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await cache.put(absolute(url), response);
    }),
  );
  await cache.put(absolute(LIST), Response.json(PRECACHE));
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function respond(url, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(url)) || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

// A new version waits until the app says that no visit is open.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

// The browser says that there is a network again. The app's storage is open to its page alone: one
// that is open sends; with none, the person is reminded, where that was allowed.
async function send() {
  const pages = await self.clients.matchAll({ type: "window" });
  for (const page of pages) page.postMessage("send");
  if (pages.length || self.Notification?.permission !== "granted") return;
  const reminder = await caches.match("./reminder.json", { cacheName: "vitrine-reminder" });
  const { title, text } = reminder ? await reminder.json() : {};
  if (title) await self.registration.showNotification(title, { body: text, tag: "send", icon: "./icons/icon-192.png" });
}

async function show() {
  const [page] = await self.clients.matchAll({ type: "window" });
  return page ? page.focus() : self.clients.openWindow("./#/sending");
}

self.addEventListener("sync", (event) => {
  if (event.tag === "vitrine-send") event.waitUntil(send());
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  url.hash = "";
  url.search = "";
  const page = absolute("./");
  const wanted = request.mode === "navigate" && url.href.startsWith(page) ? page : url.href;
  if (kept.has(wanted)) event.respondWith(respond(wanted, request));
});
