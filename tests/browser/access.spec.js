// Every screen, light and dark, by the rules that a machine can check (WCAG 2.2, levels A and AA, and good practice).
import { test, expect } from '@playwright/test';
import { inspector } from './support/rules.js';
import { staged } from './support/scene.js';
import { cornersTour } from './support/corners.js';
import { DESK, brandTour, phoneTour, staffTour } from './support/tour.js';

// A trace of every rule on every screen would take longer than the rules.
test.use({ trace: 'off' });

const scene = staged();

test('the phone keeps the rules of accessibility', async ({ page }) => {
  const { found, look } = inspector();
  await phoneTour(page, scene(), look);
  expect(found).toEqual([]);
});

test('what the phone shows now and then keeps them too', async ({ page }) => {
  const { found, look } = inspector();
  await cornersTour(page, scene(), look);
  expect(found).toEqual([]);
});

test('the console keeps the rules of accessibility', async ({ browser }) => {
  const context = await browser.newContext(DESK);
  const { found, look } = inspector();
  await staffTour(await context.newPage(), scene(), look);
  await context.close();
  expect(found).toEqual([]);
});

test('the brand\'s pages keep the rules of accessibility', async ({ browser }) => {
  const context = await browser.newContext(DESK);
  const { found, look } = inspector();
  await brandTour(await context.newPage(), scene(), look);
  await context.close();
  expect(found).toEqual([]);
});
