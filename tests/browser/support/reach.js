// Whether everything on a screen is reached by the keyboard, in the order it is read, and seen while it has the focus.

/** Runs in the page: what the Tab key should stop at, in the document's order. */
function findStops() {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const groups = new Set();
  const all = [...(dialog ?? document).querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls], [tabindex]')];
  return all.filter((element) => {
    if (element.disabled || element.tabIndex < 0 || element.closest('[inert]') || !element.checkVisibility()) return false;
    if (element.type !== 'radio') return true;
    // Arrows go through a group of radio buttons; Tab stops at it once.
    const group = [...document.getElementsByName(element.name)];
    const stop = group.find(({ checked }) => checked) ?? group[0];
    if (groups.has(element.name) || stop !== element) return false;
    return groups.add(element.name);
  });
}

/** Runs in the page: which stop has the focus, what it is called, and whether something else lies over it. */
function focused() {
  const element = document.activeElement;
  const box = (element.closest('label') ?? element).getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const over = document.elementFromPoint(x, y);
  const isSeen = Boolean(over) && (over.contains(element) || element.contains(over) || over.closest('label')?.control === element
    || [...(element.labels ?? [])].some((label) => label.contains(over)));
  const pinned = (node) => node && (['fixed', 'sticky'].includes(getComputedStyle(node).position) || pinned(node.parentElement));
  return {
    at: window.vitrineStops.indexOf(element),
    name: element.dataset.testid ?? element.textContent.trim().slice(0, 30) ?? element.tagName,
    isSeen,
    // Bars stand over the page wherever it is scrolled to.
    isPinned: Boolean(pinned(element)),
    left: box.left,
    right: box.right,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
  };
}

async function walk(page, name, tries = 5) {
  const found = [];
  const stops = await page.evaluateHandle(findStops);
  const count = await stops.evaluate((list) => {
    window.vitrineStops = list;
    list[0]?.focus();
    return list.length;
  });
  const isUnchanged = async () => page.evaluate(
    ([then, now]) => then.length === now.length && then.every((element, at) => element === now[at]),
    [stops, await page.evaluateHandle(findStops)],
  );
  let before = null;
  for (let at = 0; at < count; at += 1) {
    const now = await page.evaluate(focused);
    if (now.at !== at) {
      // What arrived meanwhile made another screen of it: that one is walked.
      if (tries > 1 && !await isUnchanged()) return walk(page, name, tries - 1);
      found.push(`${name}: Tab goes to "${now.name}" (${now.at + 1} of ${count}) instead of stop ${at + 1}`);
      break;
    }
    if (!now.isSeen) found.push(`${name}: "${now.name}" has the focus and lies under something else`);
    // To the right and up is the next column.
    const isUp = before && !before.isPinned && !now.isPinned && now.bottom <= before.top && now.left < before.right;
    if (isUp) {
      found.push(`${name}: the focus goes up from "${before.name}" to "${now.name}"`);
    }
    before = now;
    // A date or a player has stops of its own within it.
    do await page.keyboard.press('Tab');
    while (at + 1 < count && await page.evaluate((stop) => document.activeElement === window.vitrineStops[stop], at));
  }
  return found;
}

/** Walks over each screen by the Tab key; what is wrong is gathered. `text` is the size of the reader's letters. */
export function walker({ text = 1 } = {}) {
  const found = [];
  const look = async (page, name) => {
    if (text !== 1) {
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16 * text, fixed: 13 * text } });
      await devtools.detach();
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${name}: ${wide} px wider than the screen`);
    found.push(...await walk(page, name));
    await page.evaluate(() => document.activeElement?.blur());
  };
  return { found, look };
}
