// The screens of a visit under the thumb: far away, discreet, with notes, codes, groups and late words.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from '@playwright/test';
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
  expect(found.splice(0)).toEqual([]);
});

async function begun(page) {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/journey.toml', stores: ['Paulista', 'Batel'] });
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.openVisit(visit);
  return { staff, phone, visit };
}

const question = (page, visit, id) => page.goto(`${server.origin}/app/#/visits/${visit}/questions/${id}`);

/** Waits until this question is on the screen. */
const shows = (phone, id) => expect(phone.at('question')).toHaveAttribute('data-question', id);

/** A thumb's stroke over the question, by the events a touch screen sends. */
async function swipe(page, dx, dy = 0) {
  const client = await page.context().newCDPSession(page);
  const [x, y, steps] = [195, 420, 6];
  const touch = (type, step) => client.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: type === 'touchEnd' ? [] : [{ x: x + (dx * step) / steps, y: y + (dy * step) / steps }],
  });
  await touch('touchStart', 0);
  for (let step = 1; step <= steps; step += 1) await touch('touchMove', step);
  await touch('touchEnd', steps);
  await client.detach();
}

const SHOTS = process.env.VITRINE_SHOTS;
const { found, look: judge } = inspector();

/** Judges the screen by the rules of accessibility, and takes its picture where pictures are wanted. */
async function look(page, name) {
  await judge(page, name);
  for (const colorScheme of SHOTS ? ['dark', 'light'] : ['light']) {
    await page.emulateMedia({ colorScheme });
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${colorScheme}.png` });
  }
}

test('a check-in from far away is taken, explained, and shown to who reviews', async ({ browser, context, page }) => {
  await context.setGeolocation({ latitude: -23.4617, longitude: -46.656, accuracy: 25 });
  const { phone, visit } = await begun(page);
  await phone.checkIn();
  await expect(phone.at('whereabouts-away')).toContainText('km');
  await look(page, 'away');
  await phone.at('whereabouts-read').click();
  await expect(phone.at('whereabouts-away')).toHaveCount(0);
  await phone.at('back').click();
  await expect(phone.at('arrival')).toContainText('km do local');
  await look(page, 'away-briefing');
  await phone.at('continue').click();
  await phone.saved();

  const desk = await reviewer(browser);
  await expect(async () => {
    await desk.goto(`${server.origin}/visits/${visit}`);
    await expect(desk.getByText('longe', { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(desk.getByText(/km do local \(±\s25/).first()).toBeVisible();
  await look(desk, 'away-review');
  await desk.context().close();
});

test('a phone that may not tell its position checks in all the same', async ({ context, page }) => {
  await context.clearPermissions();
  const { phone } = await begun(page);
  await phone.checkIn();
  await expect(phone.at('whereabouts-refused')).toBeVisible();
});

test('a phone that looks for its position too long is not waited for', async ({ page }) => {
  await page.addInitScript(() => { navigator.geolocation.getCurrentPosition = () => {}; });
  const { phone } = await begun(page);
  await phone.at('check-in').click();
  await phone.at('skip-position').click();
  await expect(phone.at('whereabouts-unknown')).toBeVisible();
});

test('a stopwatch runs on through a reload', async ({ page }) => {
  const { phone, visit } = await begun(page);
  await phone.checkIn();
  await question(page, visit, 'wait');
  await phone.at('timer-toggle').click();
  await page.reload();
  await expect(phone.at('clock')).not.toHaveText('0:00');
  await phone.at('timer-toggle').click();
  await phone.saved();
  await page.reload();
  await expect(phone.at('clock')).not.toHaveText('0:00');
});

test('whoever hides a visit for the first time is told the way back', async ({ page }) => {
  const { phone } = await begun(page);
  await phone.checkIn();
  await phone.at('hide').click();
  await expect(phone.at('hide-told')).toBeVisible();
  await look(page, 'hide-told');
  await phone.at('hide-now').click();
  await phone.at('unhide').click();
  await expect(phone.at('question')).toBeVisible();
  await phone.at('hide').click();
  await expect(phone.at('cover')).toBeVisible();
});

test('pages turn by the thumb, and what was typed stays behind a condition', async ({ page }) => {
  const { phone, visit } = await begun(page);
  await phone.checkIn();
  await shows(phone, 'greeted');
  await phone.at('option-no').check({ force: true });
  await phone.saved();
  await swipe(page, -200);
  await shows(phone, 'why');
  await phone.at('text').fill('Ninguém olhou para a porta.');
  await phone.saved();
  await swipe(page, 200);
  await shows(phone, 'greeted');
  // Up and down is reading, and a little to the side is nothing.
  await swipe(page, -30, -200);
  await swipe(page, -40);
  await shows(phone, 'greeted');
  // The condition ends: the question goes, and a stroke passes it by.
  await phone.at('option-yes').check({ force: true });
  await phone.saved();
  await swipe(page, -200);
  await shows(phone, 'product');
  await swipe(page, 200);
  await phone.at('option-no').check({ force: true });
  await phone.saved();
  await swipe(page, -200);
  await shows(phone, 'why');
  await expect(phone.at('text')).toHaveValue('Ninguém olhou para a porta.');
  await page.reload();
  await expect(phone.at('text')).toHaveValue('Ninguém olhou para a porta.');
  await question(page, visit, 'greeted');
  await expect(phone.at('option-no')).toBeChecked();
});

test('a note to oneself is kept on the phone and goes nowhere', async ({ page }) => {
  const { phone } = await begun(page);
  await phone.checkIn();
  await phone.at('add-note').click();
  await phone.at('note').fill('perguntar pelo gerente');
  await phone.saved();
  await look(page, 'note');
  await page.reload();
  await expect(phone.at('note')).toHaveValue('perguntar pelo gerente');
  await phone.at('option-yes').check({ force: true });
  await phone.saved();
  await phone.at('to-list').click();
  await expect(phone.at('line-note')).toContainText('perguntar pelo gerente');
  await look(page, 'outline-note');
  // What has two answers is answered in the list.
  const line = page.getByRole('group', { name: 'Fila 1 · A fila era longa?' });
  await line.getByRole('button', { name: 'Não' }).click();
  await phone.saved();
  await expect(line.getByRole('button', { name: 'Não' })).toHaveAttribute('aria-pressed', 'true');
  await phone.at('to-missing').click();
  await shows(phone, 'product');
  await expect.poll(() => stored()).toContain('"question":"greeted"');
  expect(stored()).not.toContain('gerente');
});

test('a visit is done discreetly and hidden at once', async ({ context, page }) => {
  const { phone, visit } = await begun(page);
  await phone.at('discreet').check();
  await expect(page).toHaveTitle('Lista');
  await look(page, 'discreet-briefing');
  await phone.checkIn();
  await expect(page).toHaveTitle('Lista');
  await expect(page.locator('html')).toHaveAttribute('data-veil', '');
  for (const meta of await page.locator('meta[name=theme-color]').all()) await expect(meta).toHaveAttribute('content', '#121212');
  await expect(page.locator('body')).not.toContainText('Vitrine');
  await look(page, 'discreet-question');
  await phone.at('to-list').click();
  await expect(page.getByRole('heading', { name: 'Lista', exact: true })).toBeVisible();
  await look(page, 'discreet-list');
  await question(page, visit, 'summary');
  await phone.at('text').fill('Meio escri');
  await context.setOffline(true);
  await phone.at('hide').click();
  await expect(phone.at('cover')).toBeVisible();
  await expect(phone.at('question')).toBeHidden();
  await expect(page).toHaveTitle('Lista');
  // It is a list like any other.
  await page.getByLabel('Leite').check();
  await page.getByLabel('Novo item').fill('Velas');
  await page.getByLabel('Novo item').press('Enter');
  await expect(page.getByLabel('Velas')).not.toBeChecked();
  await expect(page.getByLabel('Novo item')).toHaveValue('');
  await look(page, 'cover');
  // A reload does not give it away.
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByLabel('Leite')).toBeChecked();
  await expect(phone.at('question')).toBeHidden();
  await phone.at('unhide').click();
  await shows(phone, 'summary');
  await expect(phone.at('text')).toHaveValue('Meio escri');
  await page.goto(`${server.origin}/app/#/settings`);
  await expect(page).toHaveTitle(/Ajustes/);
  await expect(phone.at('discreet')).toBeChecked();
  await phone.at('discreet').uncheck();
  await question(page, visit, 'summary');
  await shows(phone, 'summary');
  await expect(page.locator('html')).not.toHaveAttribute('data-veil');
});

test('a misread code is told, and a camera that reads codes fills the field', async ({ page }) => {
  // Debian's Chromium has no detector: this one stands for a phone's.
  await page.addInitScript(() => {
    globalThis.BarcodeDetector = class {
      static getSupportedFormats = async () => ['ean_13', 'qr_code'];
      constructor({ formats }) { this.formats = formats; }
      detect = async (video) => (video.videoWidth ? [{ rawValue: '5901234123457', format: this.formats[0] }] : []);
    };
  });
  const { phone, visit } = await begun(page);
  await phone.checkIn();
  await question(page, visit, 'product');
  await shows(phone, 'product');
  await phone.at('barcode').pressSequentially('400638133');
  await expect(phone.at('barcode-problem')).toHaveCount(0);
  await phone.at('barcode').blur();
  await expect(phone.at('barcode-problem')).toContainText('não tem o formato');
  await phone.at('barcode').fill('4006381333932');
  await expect(phone.at('barcode-problem')).toContainText('dígito verificador');
  await look(page, 'barcode-wrong');
  await phone.at('barcode').fill('4 006381 333931');
  await expect(phone.at('barcode-problem')).toHaveCount(0);
  await phone.saved();
  await page.reload();
  await expect(phone.at('barcode')).toHaveValue('4006381333931');
  await phone.at('scan').click();
  await expect(phone.at('barcode')).toHaveValue('5901234123457');
  await expect(phone.at('scanner')).toHaveCount(0);
  await phone.saved();
  await expect.poll(() => stored()).toContain('5901234123457');
});

test('three queues, words after leaving, and what the reviewer sees of both', async ({ browser }) => {
  // Without the service worker the core's script can be given a clock that the test moves.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await withMovedClock(page);
  const { phone, visit } = await begun(page);
  await phone.checkIn();
  await phone.at('option-yes').check({ force: true });
  await phone.saved();
  await phone.at('next').click();
  await shows(phone, 'product');
  await phone.at('barcode').fill('4006381333931');
  await phone.saved();
  await phone.at('next').click();

  await shows(phone, 'long');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fila 1 · A fila era longa?');
  await phone.at('option-no').check({ force: true });
  await phone.saved();
  await phone.at('next').click();
  await shows(phone, 'queue__n');
  await expect(phone.at('members')).toHaveAttribute('data-count', '1');
  await phone.at('add-member').click();
  await phone.saved();
  await phone.at('add-member').click();
  await phone.saved();
  await expect(phone.at('member')).toHaveCount(3);
  await look(page, 'group');
  await phone.at('member').nth(1).click();
  await shows(phone, 'long__2');
  await phone.at('option-yes').check({ force: true });
  await phone.saved();
  await phone.at('next').click();
  await shows(phone, 'crowd__2');
  await phone.at('text').fill('Uma só pessoa no caixa.');
  await phone.saved();
  await phone.at('next').click();
  await shows(phone, 'long__3');
  await phone.at('option-yes').check({ force: true });
  await phone.saved();
  // The last one is taken away by mistake: its answers come back with it.
  await question(page, visit, 'queue__n');
  await phone.at('remove-member').click();
  await expect(phone.at('member')).toHaveCount(2);
  await phone.saved();
  await phone.at('add-member').click();
  await expect(phone.at('member')).toHaveCount(3);
  await phone.saved();
  await phone.at('member').nth(2).click();
  await shows(phone, 'long__3');
  await expect(phone.at('option-yes')).toBeChecked();

  await page.goto(`${server.origin}/app/#/visits/${visit}/review`);
  await expect(phone.at('missing-item')).toHaveCount(1);
  await phone.at('check-out').click();
  await expect(phone.at('checked-out')).toBeVisible();
  await look(page, 'left');
  await phone.at('missing-item').click();
  await shows(phone, 'summary');
  await expect(phone.at('late')).toBeVisible();
  await look(page, 'late');
  await page.evaluate((ms) => new BroadcastChannel('test-clock').postMessage(ms), 35 * 60_000);
  await phone.at('text').fill('Atendimento bom, filas longas.');
  await phone.saved();
  await phone.at('next').click();
  await phone.at('agree').check({ force: true });
  await phone.at('submit').click();
  await expect(phone.at('handed-in')).toBeVisible();

  const desk = await reviewer(browser);
  await expect(async () => {
    await desk.goto(`${server.origin}/visits/${visit}`);
    await expect(desk.getByText('Atendimento bom, filas longas.')).toBeVisible({ timeout: 1000 });
  }).toPass();
  const answer = (text) => desk.locator('.answer', { hasText: text });
  await expect(answer('Resuma a visita.')).toContainText(/· 3\d\smin.*depois da saída/);
  await expect(answer('Fila 1 · A fila era longa?')).toContainText('Não');
  await expect(answer('Fila 3 · A fila era longa?')).toContainText('Sim');
  await expect(answer('Fila 2 · O que atrasava a fila?')).toContainText('Uma só pessoa no caixa.');
  await expect(answer('Em quantas filas você ficou?')).toContainText('3');
  await expect(answer('Fila 4')).toHaveCount(0);
  // 2/2 for the greeting; 1/3 for three queues: (1 + 1/3) / 2.
  await expect(desk.locator('.score-large')).toContainText('66,7');
  await look(desk, 'late-review');
  await desk.context().close();
  await context.close();
});

/** Lets a message move the core's clocks on. */
async function withMovedClock(page) {
  await page.route('**/app/worker.js', async (route) => {
    const response = await route.fetch();
    const body = `
      let ahead = 0;
      new BroadcastChannel('test-clock').onmessage = ({ data }) => { ahead += data; };
      const [wall, run] = [Date.now, performance.now.bind(performance)];
      Date.now = () => wall() + ahead;
      performance.now = () => run() + ahead;
      ${(await response.text()).replace(/import init from ("[^"]+");/, 'const { default: init } = await import($1);')}`;
    await route.fulfill({ response, body });
  });
}

/** Everything the server has on its disk. */
function stored() {
  const files = readdirSync(server.data).filter((name) => name.includes('.db'));
  return files.map((name) => readFileSync(path.join(server.data, name), 'utf8')).join('');
}

async function reviewer(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'pt-BR', isMobile: false });
  const page = await context.newPage();
  await page.goto(`${server.origin}/login`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Senha').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Entrar' }).click();
  await expect(page).not.toHaveURL(/login/);
  return page;
}
