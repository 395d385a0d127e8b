// Starts the app on the page. The same wasm runs in worker.js as the core, which owns the storage.
import init from "./app.js";

// The texts are files of their own: the core has no use for them.
async function texts(tag) {
  const files = ["common", "phone"].map(async (name) => {
    const response = await fetch(`./i18n/${tag}/${name}.ftl`);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return response.text();
  });
  return [tag, (await Promise.all(files)).join("\n")];
}

try {
  const all = Promise.all(["pt-BR", "en", "es"].map(texts));
  globalThis.vitrineTexts = Object.fromEntries(await all);
  await init();
} catch (error) {
  console.error(error);
  // Without the app there are no translations: the page itself holds these words.
  for (const text of document.querySelectorAll("#boot .boot-text")) text.hidden = false;
}
