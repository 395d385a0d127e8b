// A picture of every screen, in `test-results/screens/`; and what must be true on each: nothing is wider than
// the screen, nothing is refused by the security policy, nothing fails in the page.
import path from 'node:path';
import { test, expect } from '@playwright/test';
import { staged } from './support/scene.js';
import { cornersTour } from './support/corners.js';
import { DESK, brandTour, phoneTour, staffTour } from './support/tour.js';

const folder = path.resolve(path.dirname(new URL(import.meta.url).pathname), 'test-results/screens');

test.use({ trace: 'off' });

const scene = staged();

/** Hears what a page complains of. A request that the test itself cut off or answered with "not found" is no complaint. */
function listener(page) {
  const heard = [];
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    heard.push(`${page.url()}: ${message.text()}`);
  });
  return heard;
}

/** Waits for the pictures that the page would fetch when they are scrolled to. */
async function allShown(page) {
  await page.waitForFunction(() => [...document.images].filter((image) => image.checkVisibility()).every((image) => {
    image.loading = 'eager';
    return image.complete;
  }));
}

/** Takes a picture of each screen in both themes and gathers what is wrong with it. */
function camera(device) {
  const wrong = [];
  const look = async (page, name) => {
    await allShown(page);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: path.join(folder, `${device}-${colorScheme}-${name}.png`), fullPage: true });
    }
    const { wide, headings, broken } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      headings: [...document.querySelectorAll('h1, dialog[open] h2')].filter((h) => h.checkVisibility()).length,
      broken: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).length,
    }));
    if (wide > 0) wrong.push(`${name}: ${wide} px wider than the screen`);
    if (broken > 0) wrong.push(`${name}: ${broken} pictures that do not show`);
    if (headings === 0 && name !== 'picture') wrong.push(`${name}: no heading`);
  };
  return { wrong, look };
}

async function shown(page, device, ...tours) {
  const heard = listener(page);
  const { wrong, look } = camera(device);
  for (const tour of tours) await tour(page, scene(), look);
  expect(wrong).toEqual([]);
  expect(heard).toEqual([]);
}

test('the phone\'s screens', async ({ page }) => {
  await shown(page, 'phone', phoneTour);
});

test('the phone\'s screens now and then', async ({ page }) => {
  await shown(page, 'phone', cornersTour);
});

for (const [device, options] of [['desk', DESK], ['narrow', {}]]) {
  for (const [reader, tour] of [['agency', staffTour], ['brand', brandTour]]) {
    test(`the ${reader}'s pages, ${device}`, async ({ browser }) => {
      const context = await browser.newContext({ ...test.info().project.use, ...options });
      try {
        await shown(await context.newPage(), device, tour);
      } finally {
        await context.close();
      }
    });
  }
}
