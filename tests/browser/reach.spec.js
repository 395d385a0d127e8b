// Every screen by the keyboard alone, with letters as they are and twice as large.
import { test, expect } from '@playwright/test';
import { cornersTour } from './support/corners.js';
import { walker } from './support/reach.js';
import { staged } from './support/scene.js';
import { DESK, brandTour, phoneTour, staffTour } from './support/tour.js';

test.use({ trace: 'off' });

const scene = staged();

test('the phone is walked by the Tab key in the order it is read', async ({ page }) => {
  const { found, look } = walker();
  await phoneTour(page, scene(), look);
  expect(found).toEqual([]);
});

test('with letters twice as large nothing of the phone is cut off or covered', async ({ page }) => {
  const { found, look } = walker({ text: 2 });
  await cornersTour(page, scene(), look);
  expect(found).toEqual([]);
});

for (const [reader, tour] of [['agency', staffTour], ['brand', brandTour]]) {
  test(`the ${reader}'s pages are walked by the Tab key in the order they are read`, async ({ browser }) => {
    const context = await browser.newContext(DESK);
    const { found, look } = walker();
    await tour(await context.newPage(), scene(), look);
    await context.close();
    expect(found).toEqual([]);
  });
}
