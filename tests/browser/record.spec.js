// What becomes of the work: a grade with words and a bonus, a rejection, and the appeal against it.
import { test, expect } from '@playwright/test';
import { desk, handedIn, picture } from './support/desk.js';
import { Phone } from './support/phone.js';
import { inspector } from './support/rules.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

/** Opens the record after a sync. */
async function record(page) {
  await page.goto(`${server.origin}/app/#/record`);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Histórico');
}

test('somebody new finds an empty record', async ({ page }) => {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml' });
  const evaluator = await staff.invite();
  await staff.assign(plan, evaluator.id);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.at('place-record').click();
  await expect(phone.at('empty')).toBeVisible();
  await picture(page, 'record-empty');
});

test('graded work is on the evaluator\'s record, with and without a network', async ({ browser, context, page }) => {
  const { found, look } = inspector();
  const { staff, phone, visit } = await handedIn(page, server);
  await staff.post(`/api/v1/visits/${visit}/moves`, { to: 'approved' });

  const reviewer = await desk(browser, server);
  await reviewer.goto(`${server.origin}/visits/${visit}`);
  await reviewer.getByRole('button', { name: 'Registrar nota' }).click();
  await expect(reviewer.getByRole('alert')).toBeVisible();
  await reviewer.locator('#grade').selectOption({ label: '4,5 de 5' });
  await reviewer.getByLabel('Bônus').fill('15,00');
  await reviewer.getByLabel('Comentário (opcional)').fill('Fotos nítidas e respostas completas.');
  await look(reviewer, 'desk-verdict-form');
  await reviewer.getByRole('button', { name: 'Registrar nota' }).click();
  await expect(reviewer.getByText('Nota registrada.')).toBeVisible();
  await look(reviewer, 'desk-verdict');
  await picture(reviewer, 'record-desk-verdict');

  await record(page);
  await expect(phone.at('record-mean')).toHaveText('4,50 de 5');
  await expect(phone.at('record-state')).toHaveText('Aprovada');
  await expect(phone.at('record-grade')).toHaveText('Nota 4,5 de 5');
  await expect(phone.at('record-words')).toHaveText('Fotos nítidas e respostas completas.');
  await expect(phone.at('record-pays')).toContainText('60,00');
  await look(page, 'phone-record');
  await picture(page, 'record-phone');

  await context.setOffline(true);
  await phone.at('place-visits').click();
  await phone.at('place-record').click();
  await expect(phone.at('record-offline')).toBeVisible();
  await expect(phone.at('record-words')).toBeVisible();
  await look(page, 'phone-record-offline');
  await context.setOffline(false);
  expect(found).toEqual([]);
  await reviewer.context().close();
});

test('a rejection says why; its evaluator appeals offline, and reads the answer', async ({ browser, context, page }) => {
  const { found, look } = inspector();
  const { phone, visit } = await handedIn(page, server);

  const reviewer = await desk(browser, server);
  await reviewer.goto(`${server.origin}/visits/${visit}`);
  const reject = reviewer.locator('details.confirm', { has: reviewer.locator('button[value=rejected]') });
  await reject.locator('summary').click();
  await reject.locator('button').click();
  await expect(reviewer.getByRole('alert')).toContainText('Escreva o motivo');
  await reject.getByLabel('Motivo da recusa').fill('A fachada não aparece nas fotos.');
  await look(reviewer, 'desk-reject');
  await picture(reviewer, 'record-desk-reject');
  await reject.locator('button').click();
  await expect(reviewer.getByText('A fachada não aparece nas fotos.')).toBeVisible();

  await record(page);
  await expect(phone.at('place-record').locator('.badge')).toHaveText('1');
  await expect(phone.at('record-state')).toHaveText('Recusada');
  await expect(phone.at('rejection-words')).toHaveText('A fachada não aparece nas fotos.');
  await context.setOffline(true);
  await phone.at('appeal').locator('summary').click();
  await phone.at('appeal-send').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await phone.at('appeal-words').fill('A fachada está na primeira foto da pergunta 1.');
  await look(page, 'phone-appeal');
  await picture(page, 'record-phone-appeal');
  await phone.at('appeal-send').click();
  await expect(phone.at('asked-waits')).toBeVisible();
  await expect(phone.at('appeal')).toHaveCount(0);
  await page.reload();
  await expect(phone.at('asked-waits'), 'it is durable').toBeVisible();
  await context.setOffline(false);
  await expect(phone.at('appeal-open')).toBeVisible({ timeout: 60_000 });
  await look(page, 'phone-appealed');

  await reviewer.goto(server.origin);
  await look(reviewer, 'desk-home-appeals');
  await picture(reviewer, 'record-desk-home');
  await reviewer.locator('section[aria-labelledby=appeals]').getByRole('link').click();
  await expect(reviewer.getByText('A fachada está na primeira foto da pergunta 1.')).toBeVisible();
  await reviewer.getByRole('button', { name: 'Negar recurso' }).click();
  await expect(reviewer.getByRole('alert')).toContainText('Escreva por que o recurso é negado');
  await reviewer.getByLabel('Resposta ao avaliador').fill('Tem razão, vamos analisar de novo.');
  await look(reviewer, 'desk-appeal');
  await picture(reviewer, 'record-desk-appeal');
  await reviewer.getByRole('button', { name: 'Aceitar e analisar de novo' }).click();
  await expect(reviewer.getByText('Decisão registrada.')).toBeVisible();
  await look(reviewer, 'desk-appeal-decided');

  await record(page);
  await expect(phone.at('appeal-taken-up')).toBeVisible();
  await expect(phone.at('appeal-answer')).toHaveText('Tem razão, vamos analisar de novo.');
  await expect(phone.at('record-state')).toHaveText('Aguardando análise');
  await look(page, 'phone-appeal-answered');
  await picture(page, 'record-phone-answered');
  expect(found).toEqual([]);
  await reviewer.context().close();
});
