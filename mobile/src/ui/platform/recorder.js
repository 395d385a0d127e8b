// Voice memos. Loaded by page and worker alike: nothing here runs by itself.

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_PER_SECOND = 32_000;
const TICK_MS = 200;

let memo;

const why = ({ name }) => (name === "NotAllowedError" || name === "SecurityError" ? "refused" : "missing");

function hidden() {
  if (document.hidden) stopRecording();
}

// Records until stopRecording, out of sight, too long or too large. Gives [bytes, milliseconds]; nothing
// where it was thrown away; where it cannot be done, why. `tick` hears of the time.
export async function record(maxMs, maxBytes, tick) {
  dropRecording();
  const own = (memo = {});
  let stream;
  let recorder;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  } catch (error) {
    for (const track of stream?.getTracks() ?? []) track.stop();
    if (own === memo) memo = undefined;
    return why(error);
  }
  const pieces = [];
  let bytes = 0;
  const ended = new Promise((done) => {
    recorder.onstop = () => done(true);
    recorder.onerror = () => done(true);
  });
  recorder.ondataavailable = ({ data }) => {
    pieces.push(data);
    bytes += data.size;
    if (bytes > maxBytes * 0.95) own.stop();
  };
  own.stop = () => recorder.state !== "inactive" && recorder.stop();
  document.addEventListener("visibilitychange", hidden);
  const begun = performance.now();
  recorder.start(1000);
  const clock = setInterval(() => {
    const ms = performance.now() - begun;
    tick(ms);
    if (ms >= maxMs) own.stop();
  }, TICK_MS);
  if (own !== memo) own.stop();
  await ended;
  const ms = performance.now() - begun;
  clearInterval(clock);
  document.removeEventListener("visibilitychange", hidden);
  for (const track of stream.getTracks()) track.stop();
  if (own !== memo) return undefined;
  memo = undefined;
  return [new Uint8Array(await new Blob(pieces).arrayBuffer()), ms];
}

// Ends the recording; what was recorded is kept.
export function stopRecording() {
  memo?.stop?.();
}

// Ends the recording and throws it away.
export function dropRecording() {
  const own = memo;
  memo = undefined;
  own?.stop?.();
}

export function soundUrl(bytes, type) {
  return URL.createObjectURL(new Blob([bytes], { type }));
}
