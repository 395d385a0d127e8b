// What the screens ask of the browser. Loaded by page and worker alike: nothing here runs by itself.

const LOCK = "vitrine-storage";
const TABS = "vitrine-tabs";

let tabs;

function hold(options, lost) {
  // Without locks there is no private file system either: the core says what is missing.
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((held) => {
    let isOurs = false;
    navigator.locks
      .request(LOCK, options, (lock) => {
        isOurs = Boolean(lock);
        held(isOurs);
        // Held until the page ends.
        return lock && new Promise(() => {});
      })
      .catch(() => (isOurs ? lost() : held(false)));
  });
}

// Whether this tab may open the storage. `asked` is called when another tab wants it.
export function claimStorage(asked, lost) {
  tabs ??= new BroadcastChannel(TABS);
  tabs.onmessage = () => asked();
  return hold({ ifAvailable: true }, lost);
}

// Asks the tab that holds the storage to leave; one that is frozen has it taken away.
export async function takeStorage(asked, lost) {
  tabs ??= new BroadcastChannel(TABS);
  tabs.onmessage = () => {};
  tabs.postMessage("leave");
  const signal = AbortSignal.timeout(4000);
  const given = (await hold({ signal }, lost)) || (await hold({ steal: true }, lost));
  tabs.onmessage = () => asked();
  return given;
}

// The app is on the page: what stood there before goes.
export function appear() {
  document.getElementById("boot")?.remove();
}

export function reload() {
  location.reload();
}

let waiting;
let mayReload = false;

// Registers the service worker; `ready` is called when a new version has been fetched and waits.
export async function keepOffline(ready) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const watch = (worker) => {
    const installed = () => {
      if (worker.state !== "installed" || !serviceWorker.controller) return;
      waiting = worker;
      ready();
    };
    worker.addEventListener("statechange", installed);
    installed();
  };
  serviceWorker.addEventListener("controllerchange", () => {
    if (mayReload) location.reload();
  });
  try {
    const registration = await serviceWorker.register("./sw.js", { updateViaCache: "none" });
    if (registration.waiting) watch(registration.waiting);
    if (registration.installing) watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && navigator.onLine) registration.update().catch(() => {});
    });
  } catch (error) {
    console.warn("offline use is not available:", error);
  }
}

// Lets the waiting version take over and starts the page anew with it.
export function update() {
  mayReload = true;
  waiting?.postMessage("take-over");
}

// Asks the browser never to clear the storage by itself.
export async function persist() {
  return (await navigator.storage?.persist?.()) ?? false;
}

// [bytes used, bytes allowed, 1 where the browser promised not to clear them]
export async function storage() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const kept = (await navigator.storage?.persisted?.()) ?? false;
  return Float64Array.of(usage, quota, kept ? 1 : 0);
}

let stopLooking;

// [latitude, longitude, accuracy in metres], or why there is none: [1] not allowed, [2] not known,
// [3] not in time, [0] the person did not want to wait.
export function position(timeoutMs) {
  return new Promise((done) => {
    const why = (code) => done(Float64Array.of(code));
    if (!navigator.geolocation) return why(2);
    stopLooking = () => why(0);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done(Float64Array.of(coords.latitude, coords.longitude, coords.accuracy)),
      ({ code }) => why(code),
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: 30_000 },
    );
    // A question to the person that is never answered runs into no timeout of the browser's.
    setTimeout(() => why(3), timeoutMs + 500);
  });
}

// Goes on without the position that is being waited for.
export function skipPosition() {
  stopLooking?.();
}

// Minutes east of UTC in an IANA zone at a moment; in the phone's own zone where the name is empty.
export function zoneOffset(zone, unixMs) {
  if (!zone) return -new Date(unixMs).getTimezoneOffset();
  try {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    }).formatToParts(unixMs);
    const at = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
    const there = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute);
    return Math.round((there - unixMs) / 60_000);
  } catch {
    return zoneOffset("", unixMs);
  }
}

export function now() {
  return Date.now();
}

export function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows have none: the setting lasts as long as the page.
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // See remember.
  }
}

/** Drops every setting whose key holds these words. */
export function forgetAll(words) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.includes(words));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // See remember.
  }
}

export function recall(key) {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function languages() {
  return navigator.languages.join(",");
}

export function texts(tag) {
  return globalThis.vitrineTexts?.[tag];
}

export function setLanguage(tag) {
  document.documentElement.lang = tag;
}

export function setTitle(title) {
  document.title = title;
}

// Takes the app's colours, and its sign on the tab, off the page, or puts them back.
export function drawVeil(isDrawn) {
  document.documentElement.toggleAttribute("data-veil", isDrawn);
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
    meta.dataset.bare ??= meta.content;
    meta.content = isDrawn ? "#121212" : meta.dataset.bare;
  }
  document.querySelector("link[rel=icon]")?.setAttribute("href", `./icons/${isDrawn ? "list" : "logo"}.svg`);
}

export function origin() {
  return location.origin;
}

// "Chrome on Android": what the agency sees in its list of phones.
export function deviceLabel() {
  const text = navigator.userAgent;
  const first = (names) => names.find(([mark]) => text.includes(mark))?.[1] ?? "?";
  const browser = first([["Edg", "Edge"], ["SamsungBrowser", "Samsung Internet"], ["Firefox", "Firefox"], ["FxiOS", "Firefox"], ["CriOS", "Chrome"], ["Chrome", "Chrome"], ["Safari", "Safari"]]);
  const system = first([["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "macOS"], ["Linux", "Linux"]]);
  return `${browser} · ${system}`;
}

// Calls back when the page goes out of sight, and when the network comes or goes.
export function watchPage(hidden, online) {
  document.addEventListener("visibilitychange", () => document.hidden && hidden());
  addEventListener("pagehide", () => hidden());
  addEventListener("online", () => online(true));
  addEventListener("offline", () => online(false));
  // The service worker was woken: there is a network.
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data === "send" && online(true));
  online(navigator.onLine);
}

export function focus(id) {
  document.getElementById(id)?.focus({ preventScroll: true });
}

export function scrollUp() {
  scrollTo(0, 0);
}

export function open(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
}

export function objectUrl(bytes) {
  return URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
}

export function dropUrl(url) {
  URL.revokeObjectURL(url);
}

let installer;

// Calls back when the browser offers to install the app.
export function watchInstall(offered) {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installer = event;
    offered(true);
  });
  addEventListener("appinstalled", () => offered(false));
}

export async function install() {
  await installer?.prompt();
}

// A file that leaves the app. Each piece becomes a Blob at once: browsers keep those off the heap.
export const beginFile = (name) => ({ name, pieces: [] });

export const beginFileAs = (name, type) => ({ name, type, pieces: [] });

export function addToFile(file, bytes) {
  file.pieces.push(new Blob([bytes]));
}

// Some browsers share known types only: the bytes are the same under a name that they let pass.
function shareable({ name, type, pieces }) {
  const kinds = type ? [[name, type]] : [[name, "application/octet-stream"], [`${name}.txt`, "text/plain"]];
  const files = kinds.map(([name, type]) => new File(pieces, name, { type }));
  return files.find((file) => navigator.canShare?.({ files: [file] }));
}

export const canShare = (file) => Boolean(shareable(file));

// 1 it left, 0 the person thought better of it, -1 it could not be shared.
export async function shareFile(file) {
  try {
    await navigator.share({ files: [shareable(file)] });
    return 1;
  } catch (error) {
    return error.name === "AbortError" ? 0 : -1;
  }
}

export function saveFile({ name, type = "application/octet-stream", pieces }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(pieces, { type }));
  link.download = name;
  link.click();
  // The download has its own hold of the bytes by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const REMINDER = "vitrine-reminder";

// Has the browser wake the service worker when there is a network again, where it can. The worker
// has no texts: they are left for it in the language of the moment.
export async function sendLater(title, text) {
  try {
    const registration = await navigator.serviceWorker?.ready;
    if (!registration?.sync) return;
    const cache = await caches.open(REMINDER);
    await cache.put("./reminder.json", Response.json({ title, text }));
    await registration.sync.register("vitrine-send");
  } catch {
    // Not allowed here: the app sends by itself when it is opened.
  }
}

export const canRemind = () =>
  typeof SyncManager === "function" && typeof Notification === "function" && Notification.permission === "default";

export async function allowReminders() {
  return (await Notification.requestPermission()) === "granted";
}
