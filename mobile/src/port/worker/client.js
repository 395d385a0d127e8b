// The page's end of the line to the Worker.

export function start(url, heard, failed) {
  const worker = new Worker(url, { type: "module" });
  worker.onmessage = ({ data: [message, bytes] }) => heard(message, bytes);
  worker.onerror = () => failed();
  return worker;
}

export function post(worker, message, bytes) {
  worker.postMessage([message, bytes], bytes ? [message.buffer, bytes.buffer] : [message.buffer]);
}

export function stop(worker) {
  worker.onmessage = worker.onerror = null;
  worker.terminate();
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
