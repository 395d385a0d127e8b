// The main story: a visit done with no signal, on a phone that dies in the middle, to the brand's page.
import { test, expect } from '@playwright/test';
import { received } from './support/desk.js';
import { HAND_WORKED, Phone } from './support/phone.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

async function assigned() {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml', stores: ['Paulista', 'Batel'] });
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  return { staff, plan, evaluator, visit };
}

test('a visit survives no signal and a dead page on a slow phone, and reaches the brand', async ({ browser, context, page }) => {
  const { plan, evaluator, visit } = await assigned();
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.installed();

  // No signal, and no server either; and a cheap phone.
  await phone.slowed(4);
  await server.down();
  await context.setOffline(true);
  await page.reload();
  await expect(phone.at('visit')).toHaveCount(1);
  await phone.openVisit(visit);
  await phone.checkIn();
  await phone.answerAll(HAND_WORKED, 'fitting');

  // The page dies; a new one finds everything that was shown as saved.
  await page.goto('chrome://crash').catch(() => {});
  await page.close();
  const again = new Phone(await context.newPage());
  await again.slowed(4);
  await again.page.goto(`${server.origin}/app/`);
  await again.openVisit(visit);
  await again.at('continue').click();
  expect(await again.current()).toBe('fitting');
  await again.page.goto(`${server.origin}/app/#/visits/${visit}/questions/greeting`);
  await expect(again.at('option-partial')).toBeChecked();
  await expect(again.at('photo-tile')).toHaveCount(2);
  await again.page.goto(`${server.origin}/app/#/visits/${visit}/questions/fitting`);
  await again.answerAll(HAND_WORKED);
  await again.handIn();

  // Back in the network, everything arrives by itself.
  await server.up();
  await context.setOffline(false);
  await received(again.page, server, visit);

  const desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'pt-BR', isMobile: false });
  const console_ = await desk.newPage();
  await console_.goto(`${server.origin}/login`);
  await console_.getByLabel('E-mail').fill(ADMIN.email);
  await console_.getByLabel('Senha').fill(ADMIN.password);
  await console_.getByRole('button', { name: 'Entrar' }).click();
  await console_.goto(`${server.origin}/visits/${visit}`);
  for (const to of ['in_review', 'approved', 'published']) {
    // A move that others see says what it does before it does it.
    const confirm = console_.locator('details.confirm', { has: console_.locator(`button[value="${to}"]`) });
    if (await confirm.count()) await confirm.locator('summary').click();
    await console_.locator(`button[name="to"][value="${to}"]`).click();
    await expect(console_.locator(`button[name="to"][value="${to}"]`)).toHaveCount(0);
  }

  await console_.goto(`${server.origin}/brand/${plan.client}`);
  await expect(console_.getByRole('row', { name: /Paulista/ }).first()).toContainText('44,9');
  await desk.close();
});

test('a second tab says so, and can take over', async ({ context, page }) => {
  const { evaluator } = await assigned();
  const first = new Phone(page);
  await first.enrol(evaluator.link);
  const second = new Phone(await context.newPage());
  await second.page.goto(`${server.origin}/app/`);
  await expect(second.at('elsewhere')).toBeVisible();
  await second.at('take-over').click();
  await expect(second.at('visit')).toHaveCount(1);
  await expect(first.at('elsewhere')).toBeVisible();
});

test('a wrong code is told in plain words, with a way out', async ({ page }) => {
  const phone = new Phone(page);
  await page.goto(`${server.origin}/app/#/enrol/AAAA-BBBB-CCCC`);
  await phone.at('enrol-submit').click();
  await expect(phone.at('enrol-problem')).toBeVisible();
  await expect(phone.at('enrol-code')).toBeEditable();
});
