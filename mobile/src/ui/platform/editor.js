// Covering and marking a picture by hand. Loaded by page and worker alike: nothing runs by itself.

const INK = "#e0202e";
// A cover has at most so many cells on its longer side: too few to tell a face or read a badge.
const CELLS = 5;
const SMALLEST = 12;

let desk;

const canvasOf = (width, height) => Object.assign(document.createElement("canvas"), { width, height });

function normal({ x, y, w, h }) {
  const { width, height } = desk.base;
  const left = Math.max(0, Math.round(Math.min(x, x + w)));
  const top = Math.max(0, Math.round(Math.min(y, y + h)));
  const right = Math.min(width, Math.round(Math.max(x, x + w)));
  const bottom = Math.min(height, Math.round(Math.max(y, y + h)));
  return { x: left, y: top, w: Math.max(1, right - left), h: Math.max(1, bottom - top) };
}

// The colours of the cells: half the area's own mean, half the cell's, coarse, with noise that nobody
// can take away again. What was there cannot be computed back.
function colours({ x, y, w, h }) {
  const side = Math.max(w, h) / CELLS;
  const columns = Math.max(1, Math.round(w / side));
  const rows = Math.max(1, Math.round(h / side));
  const small = canvasOf(columns, rows).getContext("2d", { willReadFrequently: true });
  small.imageSmoothingQuality = "high";
  small.drawImage(desk.done, x, y, w, h, 0, 0, columns, rows);
  const { data } = small.getImageData(0, 0, columns, rows);
  const mean = [0, 1, 2].map((part) => {
    let sum = 0;
    for (let at = part; at < data.length; at += 4) sum += data[at];
    return sum / (columns * rows);
  });
  const noise = crypto.getRandomValues(new Uint8Array(data.length + 4));
  const cells = [];
  for (let at = 0; at < data.length; at += 4) {
    const mixed = mean.map((value, part) => (value + data[at + part]) / 2 + (noise[at] - 128) / 5 + (noise[at + 1 + part] - 128) / 40);
    cells.push(`rgb(${mixed.map((value) => Math.max(0, Math.min(240, Math.round(value / 24) * 24))).join(" ")})`);
  }
  return { columns, rows, cells };
}

function path(context, { tool, x, y, w, h }) {
  context.beginPath();
  if (tool === "oval") context.ellipse(x + w / 2, y + h / 2, w / 2, h / 2, 0, 0, 2 * Math.PI);
  else context.rect(x, y, w, h);
}

function cover(context, deed) {
  const { x, y, w, h, columns, rows, cells } = deed;
  context.save();
  path(context, deed);
  context.clip();
  cells.forEach((colour, at) => {
    const [left, top] = [Math.floor(x + ((at % columns) * w) / columns), Math.floor(y + (Math.floor(at / columns) * h) / rows)];
    context.fillStyle = colour;
    context.fillRect(left, top, Math.ceil(w / columns) + 1, Math.ceil(h / rows) + 1);
  });
  context.restore();
}

function stroke(context, points) {
  const width = Math.max(4, Math.max(context.canvas.width, context.canvas.height) / 200);
  context.lineCap = context.lineJoin = "round";
  // A light edge keeps the mark visible on anything.
  for (const [colour, wide] of [["#fff", width * 1.7], [INK, width]]) {
    context.strokeStyle = colour;
    context.lineWidth = wide;
    context.beginPath();
    for (const line of points) line.forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.stroke();
  }
}

function arrow({ x, y, w, h }) {
  const [tipX, tipY] = [x + w, y + h];
  const angle = Math.atan2(h, w);
  const head = Math.max(24, Math.hypot(w, h) / 5);
  const wing = (turn) => [tipX - head * Math.cos(angle + turn), tipY - head * Math.sin(angle + turn)];
  return [[[x, y], [tipX, tipY]], [wing(0.5), [tipX, tipY], wing(-0.5)]];
}

const isCover = ({ tool }) => tool === "box" || tool === "oval";

function draw(context, deed) {
  if (isCover(deed)) cover(context, deed);
  else stroke(context, deed.tool === "arrow" ? arrow(deed) : [deed.points]);
}

function outline(context, area) {
  const width = Math.max(2, context.canvas.width / 400);
  for (const [colour, dash] of [["#000", []], ["#fff", [width * 4, width * 4]]]) {
    context.setLineDash(dash);
    context.lineWidth = width;
    context.strokeStyle = colour;
    path(context, area);
    context.stroke();
  }
  context.setLineDash([]);
}

function show() {
  const { canvas, done, draft, frame } = desk;
  const context = canvas.getContext("2d");
  context.drawImage(done, 0, 0);
  if (draft && isCover(draft)) outline(context, { ...draft, ...normal(draft) });
  else if (draft) draw(context, draft);
  if (frame && document.activeElement === canvas) outline(context, { tool: desk.tool, ...frame });
}

function tell() {
  const covered = desk.deeds.filter(isCover).length;
  desk.tell(Float64Array.of(covered, desk.deeds.length - covered));
}

function add(deed) {
  if (isCover(deed)) {
    Object.assign(deed, normal(deed));
    Object.assign(deed, colours(deed));
  }
  desk.deeds.push(deed);
  draw(desk.done.getContext("2d"), deed);
  tell();
}

// Where a finger is, in the picture's own pixels: the canvas is shown smaller, with room around it.
function spot({ clientX, clientY }) {
  const { canvas } = desk;
  const box = canvas.getBoundingClientRect();
  const scale = Math.min(box.width / canvas.width, box.height / canvas.height);
  return [
    (clientX - box.left - (box.width - canvas.width * scale) / 2) / scale,
    (clientY - box.top - (box.height - canvas.height * scale) / 2) / scale,
  ];
}

function down(event) {
  if (desk.draft) return;
  event.preventDefault();
  desk.canvas.setPointerCapture(event.pointerId);
  desk.frame = undefined;
  const [x, y] = spot(event);
  desk.draft = { tool: desk.tool, x, y, w: 0, h: 0, points: [[x, y]] };
}

function move(event) {
  if (!desk.draft) return;
  const { draft } = desk;
  for (const at of event.getCoalescedEvents?.() ?? []) draft.points.push(spot(at));
  const [x, y] = spot(event);
  draft.points.push([x, y]);
  [draft.w, draft.h] = [x - draft.x, y - draft.y];
  requestAnimationFrame(() => desk && show());
}

function up() {
  const { draft } = desk;
  desk.draft = undefined;
  if (!draft) return;
  const isTap = Math.hypot(draft.w, draft.h) < SMALLEST;
  // A tap covers what is under the finger.
  if (isTap && isCover(draft)) {
    const side = Math.max(desk.base.width, desk.base.height) / 8;
    Object.assign(draft, { x: draft.x - side / 2, y: draft.y - side / 2, w: side, h: side });
  }
  if (!isTap || isCover(draft)) add(draft);
  show();
}

function key(event) {
  const { width, height } = desk.base;
  const step = Math.max(width, height) / 40;
  const turns = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const turn = turns[event.key];
  const isUndo = event.key === "Backspace" || event.key === "Delete" || (event.key === "z" && (event.ctrlKey || event.metaKey));
  if (!turn && !isUndo && event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  const frame = (desk.frame ??= { x: width * 0.375, y: height * 0.375, w: width / 4, h: height / 4 });
  if (turn && event.shiftKey) {
    frame.w = Math.max(2 * step, Math.min(width - frame.x, frame.w + turn[0]));
    frame.h = Math.max(2 * step, Math.min(height - frame.y, frame.h + turn[1]));
  } else if (turn) {
    frame.x = Math.max(0, Math.min(width - frame.w, frame.x + turn[0]));
    frame.y = Math.max(0, Math.min(height - frame.h, frame.y + turn[1]));
  } else if (isUndo) {
    undoEdit();
  } else {
    const { x, y, w, h } = frame;
    const points = [[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x, y]];
    add({ tool: desk.tool, x, y, w, h, points });
  }
  show();
}

// Lays a picture on a <canvas>; `told` hears how many areas are covered and how many marks drawn.
export async function openEditor(id, bytes, told) {
  closeEditor();
  const canvas = document.getElementById(id);
  if (!canvas) return false;
  let base;
  try {
    base = await createImageBitmap(new Blob([bytes]));
  } catch {
    return false;
  }
  if (!canvas.isConnected) {
    base.close();
    return false;
  }
  const done = canvasOf(base.width, base.height);
  done.getContext("2d").drawImage(base, 0, 0);
  Object.assign(canvas, { width: base.width, height: base.height });
  desk = { canvas, base, done, deeds: [], tool: "box", tell: told };
  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, keydown: key, focus: show, blur: show };
  for (const [name, hear] of Object.entries(heard)) canvas.addEventListener(name, (event) => desk?.canvas === canvas && hear(event));
  show();
  return true;
}

export function pickTool(tool) {
  if (desk) desk.tool = tool;
}

export function undoEdit() {
  if (!desk?.deeds.length) return;
  desk.deeds.pop();
  const context = desk.done.getContext("2d");
  context.drawImage(desk.base, 0, 0);
  for (const deed of desk.deeds) draw(context, deed);
  tell();
  show();
}

// The picture as it is now, as JPEG bytes. What is covered is not in them.
export async function finishEdit() {
  const done = desk?.done;
  const blob = done && (await new Promise((ready) => done.toBlob(ready, "image/jpeg", 0.92)));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}

export function closeEditor() {
  desk?.base.close();
  desk = undefined;
}
