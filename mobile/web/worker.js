// The core: storage, sync and photos, away from the page so that no tap waits for them.
import init from "./app.js";

await init();
