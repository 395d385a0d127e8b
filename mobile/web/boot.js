// Starts the app on the page. The same wasm runs in worker.js as the core, which owns the storage.

const LANGUAGES = ["pt-BR", "en", "es"];
const FILES = ["common", "phone"];

// Without the app there are no translations: the page itself holds these words.
function show(what) {
  const tags = navigator.languages.map((tag) => tag.slice(0, 2));
  const lang = tags.map((tag) => LANGUAGES.find((known) => known.startsWith(tag))).find(Boolean) ?? LANGUAGES[0];
  for (const text of document.querySelectorAll("#boot .boot-text")) {
    text.hidden = !(text.classList.contains(what) && text.lang === lang);
  }
}

// Resolves when what was shown has been drawn; at once enough where nobody looks.
function drawn() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 500);
  });
}

async function text(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

try {
  // The first start has the whole app to fetch: it says so, and draws that, before the line is full.
  // Later ones take no longer than a glance.
  if (!navigator.serviceWorker?.controller) {
    show("boot-first");
    await drawn();
  }
  const wasm = fetch("./app_bg.wasm");
  // A failure is told where it is waited for.
  wasm.catch(() => {});
  const texts = LANGUAGES.map(async (lang) => [lang, (await Promise.all(FILES.map((name) => text(`./i18n/${lang}/${name}.ftl`)))).join("\n")]);
  const [{ default: init }, ...known] = await Promise.all([import("./app.js"), ...texts]);
  globalThis.vitrineTexts = Object.fromEntries(known);
  await init({ module_or_path: wasm });
} catch (error) {
  console.error(error);
  show("boot-failed");
}
