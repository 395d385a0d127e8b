// What is meant, in pictures: on the phone before the visit, without a network, and never by themselves where it has to be discreet.
import { test, expect } from '@playwright/test';
import { Phone } from './support/phone.js';
import { inspector } from './support/rules.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';
import { TRAINING } from './support/training.js';

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

/** An evaluator with a visit by the shipped checklist, whose first question shows two pictures. */
async function illustrated(page) {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan();
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  return { staff, plan, evaluator, visit, phone: new Phone(page) };
}

const drawn = (locator) => locator.evaluateAll((images) => images.every((image) => image.complete && image.naturalWidth > 0));

test('pictures beside the question, with no signal and after a reload', async ({ context, page }, info) => {
  const { evaluator, visit, phone } = await illustrated(page);
  const { found, look } = inspector();
  await phone.enrol(evaluator.link);
  await expect(phone.at('visit-part')).toContainText('Presente');
  await expect(phone.at('visit-part')).toContainText('Procure um presente de aniversário');
  await page.screenshot({ path: info.outputPath('list.png') });
  await phone.openVisit(visit);
  await phone.checkIn();
  await expect(phone.at('guide')).toHaveCount(2);
  await expect(page.locator('.guide img')).toHaveCount(2);
  await page.evaluate(() => navigator.serviceWorker.ready);

  await server.down();
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator('.guide img')).toHaveCount(2);
  await expect.poll(() => drawn(page.locator('.guide img'))).toBe(true);
  await expect(phone.at('guide').first()).toHaveAccessibleName(/^Certo: A fachada inteira/);
  await expect(phone.at('guide').last()).toHaveAccessibleName(/^Errado: Letreiro cortado/);
  await look(page, 'question');
  await page.screenshot({ path: info.outputPath('question-dark.png') });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: info.outputPath('question-light.png') });

  await phone.at('guide').first().click();
  const large = phone.at('guide-large');
  await expect(large.locator('img')).toBeVisible();
  await expect(phone.at('guide-caption')).toHaveText(/^A fachada inteira cabe na foto/);
  await expect(phone.at('guide-before')).toBeDisabled();
  await look(page, 'guide');
  await page.screenshot({ path: info.outputPath('large-dark.png') });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: info.outputPath('large-light.png') });
  await phone.at('guide-next').click();
  await expect(phone.at('guide-caption')).toHaveText(/^Letreiro cortado/);
  await expect(phone.at('guide-next')).toBeDisabled();
  await phone.at('guide-close').click();
  await expect(large).toHaveCount(0);

  // A question of options: each picture is called what its option is.
  await page.goto(page.url().replace('storefront_photo', 'window_state'));
  await expect(phone.at('guide')).toHaveCount(3);
  await expect(phone.at('guide').first()).toHaveAccessibleName(/^Limpa, iluminada e arrumada: Vidro limpo/);
  await expect.poll(() => drawn(page.locator('.guide img'))).toBe(true);
  await page.screenshot({ path: info.outputPath('options.png') });
  await look(page, 'options');
  expect(found).toEqual([]);
});

test('a picture that has not come says so, and comes while one looks', async ({ page }, info) => {
  const { evaluator, visit, phone } = await illustrated(page);
  const { found, look } = inspector();
  await page.context().route('**/api/v1/pictures/*', (route) => route.fulfill({ contentType: 'image/jpeg', body: 'another' }));
  await phone.enrol(evaluator.link);
  await phone.openVisit(visit);
  await phone.checkIn();
  await expect(phone.at('guides-missing')).toContainText('2 imagens');
  await expect(page.locator('.guide img')).toHaveCount(0);
  await look(page, 'missing');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: info.outputPath('missing.png') });
  await phone.at('guide').first().click();
  await expect(phone.at('guide-caption')).toHaveText(/^A fachada inteira/);
  await page.screenshot({ path: info.outputPath('missing-large.png') });
  await look(page, 'missing, large');
  await page.context().unroute('**/api/v1/pictures/*');
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await expect(phone.at('guide-large').locator('img')).toBeVisible();
  await phone.at('guide-close').click();
  await expect(page.locator('.guide img')).toHaveCount(2);
  await expect(phone.at('guides-missing')).toHaveCount(0);
  expect(found).toEqual([]);
});

test('a discreet visit shows no picture by itself', async ({ page }) => {
  const { evaluator, visit, phone } = await illustrated(page);
  await phone.enrol(evaluator.link);
  await phone.openVisit(visit);
  await phone.at('discreet').check();
  await phone.checkIn();
  await expect(phone.at('guidance')).toBeVisible();
  await expect(page.locator('.guide').first()).toBeHidden();
  await phone.at('guidance').locator('summary').click();
  await expect(page.locator('.guide').first()).toBeVisible();
  // What is hidden leaves nothing in front of the list.
  await phone.at('guide').first().click();
  await expect(phone.at('guide-large')).toBeVisible();
  await phone.at('guide-close').click();
  await phone.at('hide').click();
  await expect(page.locator('.guide').first()).toBeHidden();
});

test('the list says that the training comes first', async ({ page }, info) => {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml' });
  const evaluator = await staff.invite();
  await staff.assign(plan, evaluator.id);
  await staff.post('/api/v1/trainings', TRAINING, 'application/toml');
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await expect(phone.at('visit-to-learn')).toHaveText('Antes, o treinamento');
  await page.screenshot({ path: info.outputPath('to-learn.png') });
});

test('the calendar goes to the phone\'s own sheet where there is one', async ({ page }) => {
  await page.addInitScript(() => {
    window.shared = [];
    navigator.canShare = ({ files }) => files.every(({ type }) => type === 'text/calendar');
    navigator.share = async ({ files }) => {
      window.shared.push({ name: files[0].name, type: files[0].type, text: await files[0].text() });
    };
  });
  const { evaluator, visit, phone } = await illustrated(page);
  await phone.enrol(evaluator.link);
  await phone.openVisit(visit);
  await phone.at('calendar').click();
  await expect.poll(() => page.evaluate(() => window.shared.length)).toBe(1);
  const [file] = await page.evaluate(() => window.shared);
  expect(file).toMatchObject({ name: 'vitrine.ics', type: 'text/calendar' });
  expect(file.text).toContain(`UID:${visit}@vitrine`);
});
