// The camera inside the app. Loaded by page and worker alike: nothing here runs by itself.

const NONE = new Float64Array();

let camera;

const why = ({ name }) => {
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "missing";
};

function release(own) {
  for (const track of own.stream?.getTracks() ?? []) track.stop();
  own.stream = undefined;
}

// What the track can do: [torch, zoom from, to, step, now, number of cameras]; no zoom: from = to.
async function abilities(track) {
  const { torch, zoom } = track.getCapabilities?.() ?? {};
  const { min = 1, max = 1, step = 0.1 } = zoom ?? {};
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(({ kind }) => kind === "videoinput").length;
  return Float64Array.of(torch ? 1 : 0, min, max, step || 0.1, track.getSettings().zoom ?? min, cameras);
}

async function start(own) {
  if (own.stream || own.isStarting) return;
  own.isStarting = true;
  own.tell("opening", NONE);
  const lens = own.device ? { deviceId: { exact: own.device } } : { facingMode: { ideal: "environment" } };
  try {
    own.stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...lens, width: { ideal: 2560 }, height: { ideal: 1920 }, zoom: true },
    });
  } catch (error) {
    if (own === camera) own.tell(why(error), NONE);
    return;
  } finally {
    own.isStarting = false;
  }
  const video = document.getElementById(own.id);
  // It was closed, or put out of sight, while the person was asked.
  if (own !== camera || !video || document.hidden) return release(own);
  const { stream } = own;
  const [track] = stream.getVideoTracks();
  track.onended = () => {
    if (own !== camera || own.stream !== stream) return;
    release(own);
    own.tell("busy", NONE);
  };
  video.srcObject = stream;
  await video.play().catch(() => {});
  const can = await abilities(track).catch(() => NONE);
  if (own === camera && own.stream === stream) own.tell("open", can);
}

// The lamp of a camera that nobody sees would tell of it, and it eats the battery.
function seen() {
  if (!camera) return;
  if (document.hidden) release(camera);
  else start(camera);
}

// Shows the back camera in a <video> until closeCamera; `tell` hears how it stands.
export function openCamera(id, tell) {
  closeCamera();
  camera = { id, tell };
  document.addEventListener("visibilitychange", seen);
  start(camera);
}

export function closeCamera() {
  document.removeEventListener("visibilitychange", seen);
  const own = camera;
  camera = undefined;
  if (own) release(own);
}

export function reopenCamera() {
  if (camera) start(camera);
}

// Goes on to the next camera of the phone.
export async function nextCamera() {
  const own = camera;
  if (!own?.stream) return;
  const { deviceId } = own.stream.getVideoTracks()[0].getSettings();
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(({ kind }) => kind === "videoinput");
  const at = cameras.findIndex((device) => device.deviceId === deviceId);
  own.device = cameras[(at + 1) % cameras.length]?.deviceId;
  release(own);
  if (own === camera) start(own);
}

async function set(what) {
  const [track] = camera?.stream?.getVideoTracks() ?? [];
  try {
    await track?.applyConstraints({ advanced: [what] });
  } catch {
    // The camera goes on as it was.
  }
}

export const setTorch = (torch) => set({ torch });

export const setZoom = (zoom) => set({ zoom });

let encoder;

// What the camera shows now. The frame itself costs the page nothing, a copy up to 0.2 s; where a browser
// does not say how its frames are turned, only the copy is sure to stand upright.
function still(video) {
  const { VideoFrame } = globalThis;
  return VideoFrame && "rotation" in VideoFrame.prototype ? new VideoFrame(video, { timestamp: 0 }) : createImageBitmap(video);
}

// The picture of this moment as JPEG bytes, in the camera's own size. It is encoded in a Worker: where no
// graphics processor helps, that takes long enough to be felt.
export async function shoot(id) {
  const video = document.getElementById(id);
  if (!video?.videoWidth) return undefined;
  const { videoWidth, videoHeight } = video;
  const picture = await still(video);
  encoder ??= new Worker("./encoder.js");
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    encoder.addEventListener("error", () => done(undefined), { once: true });
    encoder.postMessage([picture, videoWidth, videoHeight, port2], [picture, port2]);
  });
}

// Whether the browser reads codes by itself.
export function canScan() {
  return "BarcodeDetector" in globalThis && Boolean(navigator.mediaDevices);
}

let scans = 0;
let giveUp;

// The first code of these forms (all, where none is named) that the camera sees in a <video>; nothing
// where there is no camera, or the scan was stopped.
export async function scan(id, formats, isQuiet) {
  const mine = ++scans;
  const known = await BarcodeDetector.getSupportedFormats().catch(() => []);
  const wanted = formats ? formats.split(",").filter((format) => known.includes(format)) : known;
  if (!wanted.length) return undefined;
  const isOpen = await new Promise((done) => {
    giveUp = () => done(false);
    openCamera(id, (state) => state !== "opening" && done(state === "open"));
  });
  if (!isOpen) return undefined;
  const detector = new BarcodeDetector({ formats: wanted });
  const video = document.getElementById(id);
  while (mine === scans && video.isConnected) {
    const [found] = await detector.detect(video).catch(() => []);
    if (found?.rawValue && mine === scans) {
      stopScan();
      if (!isQuiet) navigator.vibrate?.(40);
      return found.rawValue;
    }
    await new Promise((done) => setTimeout(done, 120));
  }
  return undefined;
}

export function stopScan() {
  scans += 1;
  giveUp?.();
  closeCamera();
}
