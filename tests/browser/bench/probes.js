// What runs in the page and in the core's Worker to measure them from outside: the app knows nothing of it.

/** Runs in the page before the app: notes when things happen to it. */
export function pageProbe() {
  const probe = { usableAt: null, taps: [], photos: [], blocks: [] };
  window.vitrineProbe = probe;
  const sign = () => document.querySelector('[data-testid=saved]')?.dataset.state;
  const tiles = () => document.querySelectorAll('[data-testid=photo-tile]').length;
  let tapped = null;
  let chosen = null;
  addEventListener('pointerup', ({ timeStamp, target }) => {
    if (target.closest?.('[data-testid=answer]')) tapped = { at: timeStamp, wasPending: false };
  }, true);
  addEventListener('change', ({ timeStamp, target }) => {
    if (target.type === 'file') chosen = { at: timeStamp, before: tiles() };
  }, true);
  new MutationObserver(() => {
    const now = performance.now();
    if (probe.usableAt === null && document.querySelector('[data-testid=visit]')) probe.usableAt = now;
    if (tapped && sign() !== 'saved') tapped.wasPending = true;
    if (tapped?.wasPending && sign() === 'saved') {
      probe.taps.push(now - tapped.at);
      tapped = null;
    }
    if (chosen && tiles() > chosen.before) {
      probe.photos.push(now - chosen.at);
      chosen = null;
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.blocks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

/** Runs in the core's Worker: how long it has each command, from its arrival until its reply is on the way. */
export function coreProbe() {
  const times = [];
  self.vitrineProbe = times;
  const { onmessage } = self;
  self.onmessage = (event) => {
    const at = performance.now();
    onmessage(event);
    times.push(performance.now() - at);
  };
}

/** Runs in the core's Worker: what its storage can do, in milliseconds per durable write of 4 KiB. */
export async function storageLimit() {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle('bench', { create: true });
  const handle = await file.createSyncAccessHandle();
  const page = new Uint8Array(4096).fill(7);
  const times = [];
  for (let turn = 0; turn < 300; turn += 1) {
    const started = performance.now();
    handle.write(page, { at: turn * page.length });
    handle.flush();
    times.push(performance.now() - started);
  }
  handle.close();
  await root.removeEntry('bench');
  return times;
}

/** Runs in the core's Worker: how long the browser's codec alone takes for a photo, in milliseconds. */
export async function codecLimit(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const times = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now();
    const size = { resizeWidth: 1600, resizeHeight: 1186, resizeQuality: 'high', imageOrientation: 'from-image' };
    const bitmap = await createImageBitmap(new Blob([bytes]), size);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d', { alpha: false }).drawImage(bitmap, 0, 0);
    await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
    bitmap.close();
    times.push(performance.now() - started);
  }
  return times;
}
