// Every screen, light and dark, by the rules that a machine can check (WCAG 2.2, levels A and AA, and good practice).
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from '@playwright/test';
import { Scene } from './support/scene.js';
import { DESK, brandTour, phoneTour, staffTour } from './support/tour.js';

// A trace of every rule on every screen would take longer than the rules.
test.use({ trace: 'off' });

let scene;

test.beforeAll(async () => {
  scene = await Scene.start();
});

test.afterAll(async () => {
  await scene?.stop();
});

/** One line for each element that breaks a rule, so that a failure says where to go. */
function told(name, scheme, violations) {
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => {
    const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
    return `${name} (${scheme}): ${id} at ${target.join(' ')}: ${why}`;
  }));
}

/** Looks at a screen in both themes; what is wrong is gathered, so that one run tells everything. */
function inspector() {
  const found = [];
  const look = async (page, name) => {
    const axe = () => new AxeBuilder({ page }).setLegacyMode();
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    found.push(...told(name, 'light', (await axe().analyze()).violations));
    // Only colours differ between the themes.
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...told(name, 'dark', (await axe().withRules(['color-contrast', 'link-in-text-block']).analyze()).violations));
  };
  return { found, look };
}

test('the phone keeps the rules of accessibility', async ({ page }) => {
  const { found, look } = inspector();
  await phoneTour(page, scene, look);
  expect(found).toEqual([]);
});

test('the console keeps the rules of accessibility', async ({ browser }) => {
  const context = await browser.newContext(DESK);
  const { found, look } = inspector();
  await staffTour(await context.newPage(), scene, look);
  await context.close();
  expect(found).toEqual([]);
});

test('the brand\'s pages keep the rules of accessibility', async ({ browser }) => {
  const context = await browser.newContext(DESK);
  const { found, look } = inspector();
  await brandTour(await context.newPage(), scene, look);
  await context.close();
  expect(found).toEqual([]);
});
