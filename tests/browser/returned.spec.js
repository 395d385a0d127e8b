// A visit that comes back: the reviewer asks, the evaluator corrects without a network, the reviewer sees
// the old answer beside the new one.
import { test, expect } from '@playwright/test';
import { desk, handedIn, picture, received } from './support/desk.js';
import { Phone, photo } from './support/phone.js';
import { inspector } from './support/rules.js';
import { Server } from './support/server.js';

const HOUR_MS = 60 * 60 * 1000;

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

/** Asks about questions on the reviewer's page, which works without script; the form is left open. */
async function sendBack(reviewer, visit, asked, words) {
  await reviewer.goto(`${server.origin}/visits/${visit}`);
  await reviewer.getByRole('link', { name: /Devolver para correção/ }).click();
  for (const [question, why] of asked) {
    const fold = reviewer.locator('details', { has: reviewer.locator(`#q-${question}`) });
    await fold.locator('summary').click();
    await reviewer.locator(`#q-${question}`).fill(why);
  }
  await reviewer.locator('#words').fill(words);
}

/** What the agency sent back comes with the next sync. */
async function comesBack(page, visit) {
  await page.goto(`${server.origin}/app/#/`);
  await page.reload();
  await expect(page.locator(`[data-testid=visit][data-visit="${visit}"]`)).toHaveAttribute('data-stage', 'stage-returned');
}

test('a returned visit is corrected offline, and only where it was asked, round by round', async ({ browser, context, page }) => {
  const { found, look } = inspector();
  const { phone, visit } = await handedIn(page, server);

  const reviewer = await desk(browser, server);
  await sendBack(reviewer, visit, [], '');
  await reviewer.getByRole('button', { name: 'Devolver' }).click();
  await expect(reviewer.getByRole('alert')).toContainText('pelo menos uma pergunta');
  await sendBack(reviewer, visit, [
    ['greeting', 'A foto mostra outra loja.'], ['offered-water', 'O comentário diz o contrário.'],
  ], 'Falta pouco: confira dois pontos.');
  await look(reviewer, 'desk-form');
  await picture(reviewer, 'returned-desk-form');
  await reviewer.getByRole('button', { name: 'Devolver' }).click();
  await expect(reviewer.getByText('Visita devolvida.')).toBeVisible();

  // It comes with the next sync; from then on there is no network.
  await comesBack(page, visit);
  await look(page, 'phone-list');
  await picture(page, 'returned-phone-list');
  await context.setOffline(true);
  await phone.openVisit(visit);
  await expect(phone.at('returned-words')).toHaveText('Falta pouco: confira dois pontos.');
  await expect(phone.at('asked')).toHaveCount(2);
  await expect(phone.at('returned-due')).toBeVisible();
  await look(page, 'phone-briefing');
  await picture(page, 'returned-phone-briefing');
  await phone.at('take-up').click();

  expect(await phone.current()).toBe('greeting');
  await expect(phone.at('asked-words')).toHaveText('A foto mostra outra loja.');
  await expect(phone.at('old-photo')).toHaveCount(2);
  await phone.answer({ options: ['full'] });
  await phone.at('photo-file').setInputFiles(photo('iphone-4s-gps-2.jpg'));
  await expect(phone.at('photo-tile')).toHaveCount(3);
  await phone.keepDoubtful(2);
  await look(page, 'phone-question');
  await picture(page, 'returned-phone-question');
  await phone.at('next').click();
  await expect(page.locator('[data-question="offered-water"]')).toBeVisible();
  await phone.answer({ options: ['no'] });
  await expect(phone.at('before-answer')).toHaveText('Sim');

  // What was not asked about is shown, and stays.
  await page.goto(`${server.origin}/app/#/visits/${visit}/questions/fitting`);
  await expect(phone.at('question-not-asked')).toBeVisible();
  await expect(phone.at('option-no-room')).toBeDisabled();

  await page.goto(`${server.origin}/app/#/visits/${visit}/review`);
  await expect(phone.at('returned-changed')).toHaveCount(2);
  await look(page, 'phone-review');
  await picture(page, 'returned-phone-review');
  await phone.at('agree').check({ force: true });
  await phone.at('submit').click();
  await expect(phone.at('handed-in')).toBeVisible();
  await context.setOffline(false);
  await received(page, server, visit);

  await reviewer.goto(`${server.origin}/visits/${visit}`);
  await reviewer.locator('button[name="to"][value="in_review"]').click();
  const round = reviewer.locator('.round');
  await expect(round).toHaveCount(2);
  await expect(round.first()).toContainText('A foto mostra outra loja.');
  await expect(round.last().locator('del')).toHaveText('Sim');
  await expect(reviewer.getByRole('heading', { name: 'Devoluções' })).toBeVisible();
  await look(reviewer, 'desk-rounds');
  await picture(reviewer, 'returned-desk-rounds');

  // One answer is still not right: a second round, about that alone.
  await sendBack(reviewer, visit, [['offered-water', 'E a água, foi oferecida ou não?']], 'Só mais um ponto.');
  await reviewer.getByRole('button', { name: 'Devolver' }).click();
  await comesBack(page, visit);
  await phone.openVisit(visit);
  await expect(phone.at('asked')).toHaveCount(1);
  await phone.at('take-up').click();
  expect(await phone.current()).toBe('offered-water');
  await expect(phone.at('before-answer')).toHaveText('Não');
  await phone.answer({ options: ['yes'] });
  await page.goto(`${server.origin}/app/#/visits/${visit}/review`);
  await phone.at('agree').check({ force: true });
  await phone.at('submit').click();
  await expect(phone.at('handed-in')).toBeVisible();
  await received(page, server, visit);
  await reviewer.goto(`${server.origin}/visits/${visit}`);
  await reviewer.locator('button[name="to"][value="in_review"]').click();
  const water = reviewer.locator('.answer', { hasText: 'E a água, foi oferecida ou não?' });
  await expect(water.locator('.round')).toHaveCount(2);
  await expect(water.locator('.round del')).toHaveText(['Sim', 'Não']);
  await look(reviewer, 'desk-second-round');
  await picture(reviewer, 'returned-desk-second-round');
  expect(found).toEqual([]);
  await reviewer.context().close();
});

test('the evaluator\'s other phone says that it cannot correct the visit', async ({ browser, page }) => {
  const { staff, visit } = await handedIn(page, server);
  await staff.post(`/api/v1/visits/${visit}/returns`, {
    due_at: new Date(Date.now() + 48 * HOUR_MS).toISOString(),
    questions: [{ question: 'greeting', words: 'Confira.' }],
  });
  const { evaluator } = await staff.get(`/api/v1/visits/${visit}`);
  const { link } = await staff.post(`/api/v1/users/${evaluator}/invitations`, {});
  const { defaultBrowserType, ...device } = test.info().project.use;
  const context = await browser.newContext(device);
  const other = new Phone(await context.newPage());
  await other.enrol(link);
  await other.openVisit(visit);
  await expect(other.at('other-phone')).toBeVisible();
  await expect(other.at('check-in')).toHaveCount(0);
  await expect(other.at('take-up')).toHaveCount(0);
  await context.close();
});

test('a return to a lost phone is taken back; what a phone corrected all the same stays on it', async ({ browser, context, page }) => {
  const { found, look } = inspector();
  const { staff, phone, visit } = await handedIn(page, server);
  await staff.post(`/api/v1/visits/${visit}/returns`, {
    due_at: new Date(Date.now() + 48 * HOUR_MS).toISOString(),
    questions: [{ question: 'offered-water', words: 'Confira.' }],
  });
  await comesBack(page, visit);
  await context.setOffline(true);
  await phone.openVisit(visit);
  await phone.at('take-up').click();
  await phone.answer({ options: ['no'] });

  const reviewer = await desk(browser, server);
  await reviewer.goto(`${server.origin}/visits/${visit}`);
  const back = reviewer.locator('details.confirm', { has: reviewer.locator('button[value=in_review]') });
  await back.locator('summary').click();
  await expect(back).toContainText('Vale o que foi entregue antes');
  await look(reviewer, 'desk-take-back');
  await picture(reviewer, 'returned-desk-take-back');
  await back.locator('button').click();
  await expect(reviewer.getByText('Retomada sem correção')).toBeVisible();
  await expect(reviewer.locator('.answer', { hasText: 'Confira.' }).locator('.answer-said')).toContainText('Sim');

  await context.setOffline(false);
  await page.goto(`${server.origin}/app/#/visits/${visit}`);
  await page.reload();
  await expect(phone.at('taken-back')).toBeVisible({ timeout: 60_000 });
  await look(page, 'phone-taken-back');
  await picture(page, 'returned-phone-taken-back');
  await page.goto(`${server.origin}/app/#/visits/${visit}/questions/offered-water`);
  await expect(phone.at('option-no'), 'nothing is lost').toBeChecked();
  expect(found).toEqual([]);
  await reviewer.context().close();
});
