// Starts the app on the page. The same wasm runs in worker.js as the core, which owns the storage.
import init from "./app.js";

try {
  await init();
} catch (error) {
  console.error(error);
  // Without the app there are no translations: the page itself holds these words.
  for (const text of document.querySelectorAll("#boot .boot-text")) text.hidden = false;
}
