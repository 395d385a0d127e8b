// Money as people meet it: spent with no signal, claimed with a receipt, decided, paid, seen as paid.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from '@playwright/test';
import { begun, received } from './support/desk.js';
import { Phone, photo } from './support/phone.js';
import { inspector } from './support/rules.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';
import { DESK, logIn } from './support/tour.js';

const pictures = path.resolve(path.dirname(new URL(import.meta.url).pathname), 'test-results/screens');
/** What the server knows comes with a round of sync. */
const PULLED = { timeout: 60_000 };
const HAND = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

/** One screen in both themes, judged and pictured. */
async function seen(inspect, page, name) {
  await inspect.look(page, name);
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: path.join(pictures, `money-${name}-${colorScheme}.png`), fullPage: true });
  }
}

/** Fields of a CSV file, by their column; quoted fields as RFC 4180 has them. */
function parse(file) {
  const text = file.toString('utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const rows = text.slice(1).trimEnd().split('\r\n').map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, field]) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)));
  const [head, ...lines] = rows;
  return lines.map((line) => Object.fromEntries(head.map((name, index) => [name, line[index]])));
}

async function claim(phone, kind, amount, note) {
  await phone.at('expense-add').click();
  await phone.at('expense-kind').selectOption(kind);
  await phone.at('expense-amount').fill(amount);
  await phone.at('expense-note').fill(note);
  await phone.at('expense-save').click();
  await expect(phone.at('claim-form')).toHaveCount(0);
  await phone.saved();
}

test('what was spent with no signal is claimed, decided, paid and seen as paid', async ({ browser, context, page }) => {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/errand.toml' });
  const evaluator = await staff.invite('Ana "Nina", Lima');
  const [visit] = await staff.assign(plan, evaluator.id, 1, { expense_cap_minor: 4000 });
  const inspect = inspector();
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.installed();

  await context.setOffline(true);
  await phone.openVisit(visit);
  await expect(phone.at('expense-cap')).toContainText('40,00');
  await phone.checkIn();
  await phone.at('option-yes').check({ force: true });
  await phone.saved();
  const spent = `${server.origin}/app/#/visits/${visit}/expenses`;
  await page.goto(`${server.origin}/app/#/visits/${visit}/questions`);
  await phone.at('to-expenses').click();
  await seen(inspect, page, 'phone-none');

  // What is no amount is told, and nothing is kept of it.
  await phone.at('expense-add').click();
  await phone.at('expense-amount').fill('vinte');
  await phone.at('expense-save').click();
  await expect(phone.at('expense-problem')).toBeVisible();
  await phone.at('expense-amount').fill('23,5');
  await expect(phone.at('expense-read-as')).toContainText('23,50');
  await seen(inspect, page, 'phone-form');
  await phone.at('expense-note').fill('café e pão de queijo');
  await phone.at('expense-save').click();
  await expect(phone.at('claim')).toHaveCount(1);
  await phone.at('photo-file').first().setInputFiles(photo('canon-s400.jpg'));
  await expect(phone.at('photo-tile')).toHaveCount(1);
  await phone.keepDoubtful(0);
  await claim(phone, 'parking', '18,00', 'duas horas');
  await expect(phone.at('spent-over')).toContainText('40,00');
  await seen(inspect, page, 'phone-over');

  // The page dies, with no signal; all of it is there.
  await page.goto('chrome://crash').catch(() => {});
  await page.close();
  const again = new Phone(await context.newPage());
  await again.page.goto(spent);
  await expect(again.at('claim')).toHaveCount(2);
  await expect(again.at('photo-tile')).toHaveCount(1);
  await expect(again.at('spent-total')).toContainText('41,50');
  await again.page.goto(`${server.origin}/app/#/visits/${visit}/review`);
  await expect(again.at('spent-sum')).toContainText('41,50');
  await seen(inspect, again.page, 'phone-review');
  await again.handIn();
  await context.setOffline(false);
  await received(again.page, server, visit);

  // The reviewer reads the receipt and decides.
  await staff.post(`/api/v1/visits/${visit}/moves`, { to: 'in_review' });
  const office = await browser.newContext({ ...DESK, locale: 'pt-BR' });
  const desk = await office.newPage();
  await logIn(desk, server.origin, ADMIN);
  await desk.goto(`${server.origin}/visits/${visit}`);
  const receipt = desk.locator('.receipt img');
  await receipt.scrollIntoViewIfNeeded();
  await expect.poll(() => receipt.evaluate((img) => img.complete && img.naturalWidth)).toBeGreaterThan(600);
  expect((await receipt.boundingBox()).width).toBeGreaterThan(280);
  await seen(inspect, desk, 'desk-visit');
  const parking = desk.locator('.claim', { hasText: 'duas horas' });
  await parking.locator('summary').click();
  await parking.getByLabel('Aceitar só uma parte').check();
  await parking.getByLabel('Quanto, se for só uma parte').fill('12,00');
  await parking.getByRole('button', { name: 'Decidir' }).click();
  await expect(desk.getByRole('alert')).toContainText('por que não se paga tudo');
  await seen(inspect, desk, 'desk-wrong');
  await desk.locator('.claim', { hasText: 'duas horas' }).getByLabel('Por quê').fill('Só a primeira hora foi combinada.');
  await desk.locator('.claim', { hasText: 'duas horas' }).getByRole('button', { name: 'Decidir' }).click();
  await expect(desk.getByText('Despesas decididas.')).toBeVisible();
  await desk.getByRole('button', { name: 'Aceitar tudo dentro do limite' }).click();
  await expect(desk.locator('.decisions > li')).toHaveCount(2);
  await staff.post(`/api/v1/visits/${visit}/moves`, { to: 'approved' });
  await desk.goto(`${server.origin}/visits/${visit}`);
  await seen(inspect, desk, 'desk-decided');

  // The evaluator sees what was decided and what is due.
  await again.page.goto(`${server.origin}/app/#/visits/${visit}`);
  await again.page.reload();
  await expect(again.at('payment-state')).toContainText('80,50', PULLED);
  await seen(inspect, again.page, 'phone-due');
  await again.page.goto(spent);
  await expect(again.at('claim-decision')).toHaveCount(2);
  await expect(again.at('spent-accepted')).toContainText('35,50');
  await expect(again.at('spent-over')).toHaveCount(0);
  await seen(inspect, again.page, 'phone-decided');

  // The coordinator pays.
  await desk.goto(`${server.origin}/payments`);
  await expect(desk.getByRole('row', { name: /Nina/ })).toContainText('80,50');
  await seen(inspect, desk, 'desk-due');
  const download = desk.waitForEvent('download');
  await desk.getByRole('link', { name: 'Baixar CSV' }).click();
  const [due] = parse(readFileSync(await (await download).path()));
  expect(due).toMatchObject({
    visit, evaluator: 'Ana "Nina", Lima', currency: 'BRL', fee: '45.00', expenses: '35.50', owed: '80.50', due: '80.50',
  });
  await desk.getByRole('link', { name: /Nina/ }).click();
  await expect(desk.locator('[data-chosen] output')).toContainText('80,50');
  await desk.locator('#reference').fill('Pix 0042');
  await desk.locator('#paid_on').fill('2026-09-22');
  await seen(inspect, desk, 'desk-account');
  // The same form sent twice, as by an impatient finger and a slow network.
  const form = desk.locator('form[action^="/payments/evaluators/"]');
  const [address, body] = await form.evaluate((it) => [it.action, new URLSearchParams(new FormData(it)).toString()]);
  const twice = await desk.evaluate(async ([to, sent]) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const send = () => fetch(to, { method: 'POST', headers, body: sent }).then(({ status }) => status);
    return Promise.all([send(), send()]);
  }, [address, body]);
  expect(twice).toEqual([200, 200]);
  await desk.goto(`${server.origin}/payments/paid`);
  await expect(desk.locator('tr[data-payment]')).toHaveCount(1);
  await expect(desk.locator('tr[data-payment]')).toContainText('Pix 0042');
  await seen(inspect, desk, 'desk-paid');
  const paid = parse(await staff.bytes('/payments/paid.csv'));
  expect(paid).toHaveLength(1);
  expect(paid[0]).toMatchObject({ visit, amount: '80.50', reference: 'Pix 0042', paid_on: '2026-09-22' });
  const small = await browser.newContext({ ...HAND, locale: 'pt-BR', storageState: await office.storageState() });
  const pocket = await small.newPage();
  await pocket.goto(`${server.origin}/payments`);
  await seen(inspect, pocket, 'pocket-due');
  await pocket.goto(`${server.origin}/payments/paid`);
  await seen(inspect, pocket, 'pocket-paid');
  await pocket.goto(`${server.origin}/visits/${visit}`);
  await seen(inspect, pocket, 'pocket-visit');
  await small.close();

  // And the evaluator sees it paid, with its reference.
  await again.page.goto(`${server.origin}/app/#/visits/${visit}`);
  await again.page.reload();
  await expect(again.at('payment-line')).toContainText('Pix 0042', PULLED);
  await expect(again.at('payment-state')).toContainText('Tudo pago');
  await seen(inspect, again.page, 'phone-paid');
  await again.page.goto(`${server.origin}/app/#/record`);
  await expect(again.at('record-payment')).toContainText('Tudo pago');
  await expect(again.at('record-paid')).toContainText('Pix 0042');
  await expect(again.at('record-received')).toContainText('80,50');
  await seen(inspect, again.page, 'phone-record');
  await office.close();
  expect(inspect.found).toEqual([]);
});

test('a payment that was recorded by mistake is taken back, and is due again', async ({ browser, page }) => {
  const { staff, evaluator, visit, phone } = await begun(page, server, 'tests/fixtures/errand.toml');
  await phone.at('option-yes').check({ force: true });
  await phone.saved();
  await page.goto(`${server.origin}/app/#/visits/${visit}/review`);
  await phone.handIn();
  await received(page, server, visit);
  for (const to of ['in_review', 'approved']) await staff.post(`/api/v1/visits/${visit}/moves`, { to });

  const desk = await browser.newPage({ ...DESK, locale: 'pt-BR' });
  await logIn(desk, server.origin, ADMIN);
  await desk.goto(`${server.origin}/payments/evaluators/${evaluator.id}?currency=BRL`);
  await desk.getByRole('checkbox').uncheck();
  await desk.locator('#reference').fill('Pix 1');
  await desk.getByRole('button', { name: 'Registrar pagamento' }).click();
  await expect(desk.getByRole('alert')).toContainText('ao menos uma visita');
  await desk.getByRole('checkbox').check();
  await desk.getByRole('button', { name: 'Registrar pagamento' }).click();
  await expect(desk.getByText('Pagamento registrado.')).toBeVisible();
  await expect(desk.getByText('Tudo pago')).toBeVisible();
  const entry = desk.locator('tr[data-payment]');
  await entry.locator('summary').click();
  await entry.getByLabel('Motivo').fill('conta de outra pessoa');
  await entry.getByRole('button', { name: 'Estornar' }).click();
  await expect(desk.getByText('Pagamento estornado')).toBeVisible();
  await expect(desk.locator('tr[data-payment]')).toHaveCount(2);
  await expect(desk.getByRole('checkbox')).toHaveCount(1);
  await desk.close();

  await page.goto(`${server.origin}/app/#/visits/${visit}`);
  await page.reload();
  await expect(phone.at('payment-line')).toHaveCount(2, PULLED);
  await expect(phone.at('payment-state')).toContainText('45,00');
});
