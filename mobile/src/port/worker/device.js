// What the core needs of the browser, in its Worker. Loaded by the page too: nothing runs by itself.

export const isWorker = () => typeof DedicatedWorkerGlobalScope === "function" && self instanceof DedicatedWorkerGlobalScope;

export function listen(heard) {
  self.onmessage = ({ data: [message, bytes] }) => heard(message, bytes);
}

export function post(message, bytes) {
  self.postMessage([message, bytes], bytes ? [message.buffer, bytes.buffer] : [message.buffer]);
}

// Called when there is a network again, and when it becomes another one.
export function onOnline(called) {
  self.addEventListener("online", () => called());
  navigator.connection?.addEventListener?.("change", () => navigator.onLine && called());
}

// What sending over the network of now costs: 1 nothing, 2 something; 0 where the browser does not tell.
export function connection() {
  const { type, saveData } = navigator.connection ?? {};
  if (saveData) return 2;
  if (type === "wifi" || type === "ethernet") return 1;
  return type === "cellular" || type === "bluetooth" || type === "wimax" ? 2 : 0;
}

export const now = () => Date.now();

export const monotonic = () => performance.now();

export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// [status, [[name, value]…], body]; nothing where the reply is too large. Throws where there is none.
export async function send(method, url, headers, body, timeoutMs, maxBytes) {
  const response = await fetch(url, {
    method,
    headers,
    body: body.length ? body : undefined,
    cache: "no-store",
    credentials: "omit",
    redirect: "manual",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const chunks = [];
  let length = 0;
  if (response.body) {
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > maxBytes) {
        reader.cancel();
        return undefined;
      }
      chunks.push(value);
    }
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return [response.status, [...response.headers], whole];
}

async function jpeg(canvas, quality) {
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Uint8Array(await blob.arrayBuffer());
}

function draw(source, width, height, options) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false, ...options });
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, width, height);
  return [canvas, context];
}

// Decodes a picture upright, already as small as it is wanted where its size is known beforehand.
export async function decode(bytes, width, height) {
  const options = { imageOrientation: "from-image" };
  if (width) Object.assign(options, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
  return createImageBitmap(new Blob([bytes]), options);
}

export const size = (bitmap) => [bitmap.width, bitmap.height];

export const close = (bitmap) => bitmap.close();

// [jpeg, thumbnail, red-green-blue-alpha bytes of a small copy]
export async function render(bitmap, full, quality, thumb, thumbQuality, small) {
  const [canvas] = draw(bitmap, ...full);
  const [thumbnail] = draw(canvas, ...thumb);
  const [, context] = draw(canvas, ...small, { willReadFrequently: true });
  const pixels = context.getImageData(0, 0, ...small).data;
  return [
    await jpeg(canvas, quality),
    await jpeg(thumbnail, thumbQuality),
    new Uint8Array(pixels.buffer),
  ];
}
