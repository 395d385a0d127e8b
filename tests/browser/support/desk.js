// A reviewer's desk beside the evaluator's phone: a visit that is begun or handed in, and both of them looking at it.
import path from 'node:path';
import { expect } from '@playwright/test';
import { HAND_WORKED, Phone } from './phone.js';
import { ADMIN } from './server.js';
import { Staff } from './staff.js';
import { DESK, logIn } from './tour.js';

const folder = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../test-results/screens');

/** A visit by this checklist, begun with the phone of `page`. */
export async function begun(page, server, checklist) {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist });
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.openVisit(visit);
  await phone.checkIn();
  return { staff, plan, evaluator, visit, phone };
}

/** A visit that the phone of `page` handed in, taken into review. */
export async function handedIn(page, server) {
  const { staff, plan, visit, phone } = await begun(page, server, 'tests/fixtures/hand-worked.toml');
  await phone.answerAll(HAND_WORKED);
  await phone.handIn();
  await received(page, server, visit);
  await staff.post(`/api/v1/visits/${visit}/moves`, { to: 'in_review' });
  return { staff, plan, phone, visit };
}

/** Waits until the phone holds the receipt of what was handed in last. */
export async function received(page, server, visit) {
  await page.goto(`${server.origin}/app/#/sending`);
  const row = page.locator(`[data-visit="${visit}"]`);
  await expect(row).toHaveAttribute('data-received', 'true', { timeout: 60_000 });
}

/** A page of the console, logged in. */
export async function desk(browser, server) {
  const context = await browser.newContext({ ...DESK, locale: 'pt-BR' });
  const page = await context.newPage();
  await logIn(page, server.origin, ADMIN);
  return page;
}

/** Pictures of a screen in both themes, for people to look at. */
export async function picture(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
