// A visit that comes back: the reviewer asks, the evaluator corrects without a network, the reviewer sees
// the old answer beside the new one.
import path from 'node:path';
import { test, expect } from '@playwright/test';
import { HAND_WORKED, Phone, photo } from './support/phone.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';

const folder = path.resolve(path.dirname(new URL(import.meta.url).pathname), 'test-results/screens');
const DESK = { viewport: { width: 1440, height: 900 }, locale: 'pt-BR', isMobile: false, deviceScaleFactor: 1 };

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

async function handedIn(page) {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml' });
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.openVisit(visit);
  await phone.checkIn();
  await phone.answerAll(HAND_WORKED);
  await phone.handIn();
  await received(page, visit);
  await staff.post(`/api/v1/visits/${visit}/moves`, { to: 'in_review' });
  return { staff, phone, visit };
}

/** Waits until the phone holds the receipt of what was handed in last. */
async function received(page, visit) {
  await page.goto(`${server.origin}/app/#/sending`);
  const row = page.locator(`[data-visit="${visit}"]`);
  await expect(row).toHaveAttribute('data-received', 'true', { timeout: 60_000 });
}

async function desk(browser) {
  const page = await (await browser.newContext(DESK)).newPage();
  await page.goto(`${server.origin}/login`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Senha').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Entrar' }).click();
  return page;
}

const picture = (page, name) => page.screenshot({ path: path.join(folder, `returned-${name}.png`), fullPage: true });

test('a returned visit is corrected offline, and only where it was asked', async ({ browser, context, page }) => {
  const { phone, visit } = await handedIn(page);

  // The reviewer asks about two questions, on a page without script.
  const reviewer = await desk(browser);
  await reviewer.goto(`${server.origin}/visits/${visit}`);
  await reviewer.getByRole('link', { name: /Devolver para correção/ }).click();
  await reviewer.getByRole('button', { name: 'Devolver' }).click();
  await expect(reviewer.getByRole('alert')).toContainText('pelo menos uma pergunta');
  for (const [question, words] of [['greeting', 'A foto mostra outra loja.'], ['offered-water', 'O comentário diz o contrário.']]) {
    const asked = reviewer.locator('details', { has: reviewer.locator(`#q-${question}`) });
    await asked.locator('summary').click();
    await reviewer.locator(`#q-${question}`).fill(words);
  }
  await reviewer.locator('#words').fill('Falta pouco: confira dois pontos.');
  await picture(reviewer, 'desk-form');
  await reviewer.getByRole('button', { name: 'Devolver' }).click();
  await expect(reviewer.getByText('Visita devolvida.')).toBeVisible();

  // It comes with the next sync; from then on there is no network.
  await page.goto(`${server.origin}/app/#/`);
  await page.reload();
  await expect(page.locator(`[data-testid=visit][data-visit="${visit}"]`)).toHaveAttribute('data-stage', 'stage-returned');
  await context.setOffline(true);
  await phone.openVisit(visit);
  await expect(phone.at('returned-words')).toHaveText('Falta pouco: confira dois pontos.');
  await expect(phone.at('asked')).toHaveCount(2);
  await expect(phone.at('returned-due')).toBeVisible();
  await picture(page, 'phone-briefing');
  await phone.at('take-up').click();

  expect(await phone.current()).toBe('greeting');
  await expect(phone.at('asked-words')).toHaveText('A foto mostra outra loja.');
  await expect(phone.at('old-photo')).toHaveCount(2);
  await phone.answer({ options: ['full'] });
  await phone.at('photo-file').setInputFiles(photo('iphone-4s-gps-2.jpg'));
  await expect(phone.at('photo-tile')).toHaveCount(3);
  await picture(page, 'phone-question');
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
  await picture(page, 'phone-review');
  await phone.at('agree').check({ force: true });
  await phone.at('submit').click();
  await expect(phone.at('handed-in')).toBeVisible();
  await context.setOffline(false);
  await received(page, visit);

  await reviewer.goto(`${server.origin}/visits/${visit}`);
  await reviewer.locator('button[name="to"][value="in_review"]').click();
  const round = reviewer.locator('.round');
  await expect(round).toHaveCount(2);
  await expect(round.first()).toContainText('A foto mostra outra loja.');
  await expect(round.last().locator('del')).toHaveText('Sim');
  await expect(reviewer.getByRole('heading', { name: 'Devoluções' })).toBeVisible();
  await picture(reviewer, 'desk-rounds');
  await reviewer.context().close();
});

test('the evaluator\'s other phone says that it cannot correct the visit', async ({ browser, page }) => {
  const { staff, visit } = await handedIn(page);
  await staff.post(`/api/v1/visits/${visit}/returns`, {
    due_at: new Date(Date.now() + 48 * 60 * 60 * 1000).toISOString(),
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
