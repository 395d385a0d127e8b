// Turns pages by the thumb: a stroke to the side over [data-swipe] presses the button that does the same
// ([data-turn=next] or [data-turn=back]). The buttons stay; scrolling up and down is the browser's.

// Pixels before a stroke counts as one, and those at the screen's edges that belong to the system.
const SLOP = 12;
const EDGE = 20;
// A page turns after a quarter of its width, or after less by a quick stroke (pixels per millisecond).
const SHARE = 0.25;
const QUICK_PX = 40;
const QUICK = 0.5;
// Here a stroke to the side has its own meaning.
const OWN = ".guides, textarea, select, video, dialog, canvas, input:not([type=radio], [type=checkbox])";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
let stroke;

const button = (dx) => document.querySelector(`[data-turn=${dx < 0 ? "next" : "back"}]:not(:disabled)`);

function follow(dx) {
  if (calm.matches) return;
  stroke.area.style.transition = "none";
  // Where there is no page to turn to, it gives way a little and no more.
  stroke.area.style.transform = `translateX(${Math.round(dx * (button(dx) ? 0.6 : 0.15))}px)`;
}

function letGo() {
  const { area } = stroke;
  area.style.transition = "";
  area.style.transform = "";
  stroke = undefined;
}

addEventListener("pointerdown", (event) => {
  const { target, clientX: x, clientY: y, pointerId: id } = event;
  if (!event.isPrimary || event.pointerType === "mouse" || !(target instanceof Element)) return;
  const area = target.closest("[data-swipe]");
  if (!area || target.closest(OWN) || x < EDGE || x > innerWidth - EDGE) return;
  stroke = { area, id, x, y, at: event.timeStamp, isSideways: false };
});

addEventListener("pointermove", (event) => {
  if (event.pointerId !== stroke?.id) return;
  const dx = event.clientX - stroke.x;
  const dy = event.clientY - stroke.y;
  if (!stroke.isSideways) {
    if (Math.abs(dy) > SLOP) stroke = undefined;
    else if (Math.abs(dx) > SLOP && Math.abs(dx) > 1.5 * Math.abs(dy)) stroke.isSideways = true;
  }
  if (stroke?.isSideways) follow(dx);
});

addEventListener("pointerup", (event) => {
  if (event.pointerId !== stroke?.id) return;
  const { area, x, at, isSideways } = stroke;
  const dx = event.clientX - x;
  letGo();
  const far = Math.abs(dx);
  const isQuick = far > QUICK_PX && far / (event.timeStamp - at) > QUICK;
  if (isSideways && (isQuick || far > SHARE * area.clientWidth)) button(dx)?.click();
});

addEventListener("pointercancel", (event) => {
  if (event.pointerId === stroke?.id) letGo();
});
