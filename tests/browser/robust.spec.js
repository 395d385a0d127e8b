// A bad day in the browser: data cleared, a new version, another window, another zone, another person, bad codes.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, expect } from '@playwright/test';
import { received } from './support/desk.js';
import { HAND_WORKED, Phone } from './support/phone.js';
import { inspector } from './support/rules.js';
import { ADMIN, Server, app } from './support/server.js';
import { Staff } from './support/staff.js';

let server;
let staff;
let plan;

async function begin(appDir) {
  server = await Server.start(appDir);
  staff = await Staff.logIn(server.origin, ADMIN);
  plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml', stores: ['Paulista', 'Batel'] });
}

const { found, look } = inspector();

test.afterEach(async () => {
  await server?.stop();
  expect(found.splice(0)).toEqual([]);
});

async function evaluator(name) {
  const invited = await staff.invite(name);
  const [visit] = await staff.assign(plan, invited.id);
  return { ...invited, visit };
}

const again = async (id) => (await staff.post(`/api/v1/users/${id}/invitations`, {})).link;

/** A visit begun without a network, its first question answered. */
async function begunOffline(page) {
  await begin();
  const { link, visit } = await evaluator('Avaliador 01');
  const phone = new Phone(page);
  await phone.enrol(link);
  await page.context().setOffline(true);
  await phone.openVisit(visit);
  await phone.checkIn();
  await phone.answer(HAND_WORKED.lit);
  return { phone, visit };
}

/** Ends the app; what it stored is within reach of the page that takes its place. */
async function leave(page) {
  await page.goto('about:blank');
  await page.goto(`${server.origin}/healthz`);
}

/** In the page: the files of the app's private storage, and how each begins behind the pool's own 4 KB. */
const storedFiles = (page) => page.evaluateHandle(async () => {
  const files = [];
  const walk = async (folder) => {
    for await (const handle of folder.values()) {
      if (handle.kind === 'directory') {
        await walk(handle);
      } else {
        const file = await handle.getFile();
        const head = new TextDecoder('latin1').decode(await file.slice(4096, 4112).arrayBuffer());
        files.push({ handle, file, head });
      }
    }
  };
  await walk(await navigator.storage.getDirectory());
  return files;
});

test('after the browser cleared its data the app says so, and the same visits come back', async ({ page }) => {
  await begin();
  const { id, link, visit } = await evaluator('Avaliador 01');
  const phone = new Phone(page);
  await phone.enrol(link);
  expect(await page.evaluate(() => navigator.storage.persisted())).toBeDefined();
  await phone.openVisit(visit);
  await phone.checkIn();
  await phone.answer(HAND_WORKED.lit);
  await expect.poll(async () => (await staff.get(`/api/v1/visits/${visit}`)).state, { timeout: 30_000 }).toBe('in_progress');

  // The private files go, as in an eviction; the page is told nothing.
  await leave(page);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
  });
  await page.goto(`${server.origin}/app/`);
  await expect(phone.at('evicted')).toBeVisible();
  await look(page, 'evicted');

  await page.goto(await again(id));
  await page.reload();
  await phone.at('enrol-submit').click();
  await expect(phone.at('visit')).toHaveCount(1);
  await phone.openVisit(visit);
  await phone.checkIn();
  await phone.answerAll(HAND_WORKED);
  await phone.handIn();
  await received(page, server, visit);
  const { photos } = (await staff.get(`/api/v1/visits/${visit}/events`)).events
    .map(({ body }) => body).find(({ type }) => type === 'submitted');
  expect(photos).toHaveLength(6);
});

test('a new version never takes over within a visit, and everything is there after it', async ({ page }) => {
  const copy = mkdtempSync(path.join(tmpdir(), 'vitrine-app-'));
  cpSync(app, copy, { recursive: true });
  await begin(copy);
  try {
    const { link, visit } = await evaluator('Avaliador 01');
    const phone = new Phone(page);
    await phone.enrol(link);
    await phone.installed();
    await phone.openVisit(visit);
    await phone.checkIn();
    await phone.answer(HAND_WORKED.lit);

    // The next version is on the server.
    const script = path.join(copy, 'sw.js');
    const version = /const VERSION = "([^"]+)"/.exec(readFileSync(script, 'utf8'))[1];
    writeFileSync(script, readFileSync(script, 'utf8').replace(version, `${version}-next`));
    for (const packed of ['sw.js.gz', 'sw.js.br']) rmSync(path.join(copy, packed), { force: true });
    await server.down();
    await server.up();
    const waiting = () => page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update();
      return Boolean(registration.waiting);
    });
    await expect.poll(waiting, { timeout: 30_000 }).toBe(true);
    await expect(phone.at('question')).toBeVisible();
    await expect(phone.at('update-banner')).toHaveCount(0);
    await page.evaluate(() => { window.isSamePage = true; });
    await phone.at('next').click();
    await expect(phone.at('question')).toHaveAttribute('data-question', 'litter');
    await phone.answer(HAND_WORKED.litter);
    expect(await page.evaluate(() => window.isSamePage)).toBe(true);

    // Out of the visit it is offered, and taken over only when the person says so.
    await page.goto(`${server.origin}/app/#/`);
    await expect(phone.at('update-banner')).toBeVisible();
    expect(await page.evaluate(() => window.isSamePage)).toBe(true);
    await Promise.all([page.waitForEvent('load'), phone.at('update-banner').getByRole('button').click()]);
    expect(await page.evaluate(() => window.isSamePage ?? false)).toBe(false);
    await expect.poll(() => page.evaluate(() => caches.keys())).toContain(`vitrine-app-${version}-next`);
    await phone.openVisit(visit);
    await phone.at('continue').click();
    await page.goto(`${server.origin}/app/#/visits/${visit}/questions/lit`);
    await expect(phone.at('option-yes')).toBeChecked();
    await expect(phone.at('photo-tile')).toHaveCount(2);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('another window takes over in the middle of a visit, with what was half-typed', async ({ context, page }) => {
  await begin();
  const { link, visit } = await evaluator('Avaliador 01');
  const first = new Phone(page);
  await first.enrol(link);
  await first.openVisit(visit);
  await first.checkIn();
  await first.answer({ options: ['yes'] });
  const second = new Phone(await context.newPage());
  await second.page.goto(`${server.origin}/app/#/visits/${visit}/questions/lit`);
  await expect(second.at('elsewhere')).toBeVisible();
  await second.at('take-over').click();
  await expect(second.at('option-yes')).toBeChecked();
  await expect(first.at('elsewhere')).toBeVisible();
  await second.at('next').click();
  await second.answer(HAND_WORKED.litter);
  // And back again.
  await first.at('take-over').click();
  await expect(first.at('question')).toBeVisible();
  await page.goto(`${server.origin}/app/#/visits/${visit}/questions/litter`);
  await expect(first.at('option-yes')).toBeChecked();
});

test('in another time zone a visit keeps the window of its place', async ({ browser }) => {
  await begin();
  const { link } = await evaluator('Avaliador 01');
  const shown = [];
  const state = { link };
  for (const timezoneId of ['America/Sao_Paulo', 'Asia/Tokyo']) {
    const context = await browser.newContext({ timezoneId, locale: 'pt-BR' });
    const page = await context.newPage();
    const phone = new Phone(page);
    await phone.enrol(state.link);
    shown.push((await phone.at('visit').textContent()).match(/\d\d:\d\d/g));
    await context.close();
    const { id } = await staff.invite(`Avaliador ${shown.length + 1}`);
    await staff.assign(plan, id);
    state.link = await again(id);
  }
  expect(shown[0]).toEqual(shown[1]);
});

test('a revoked phone says so, exports, and does not become a colleague’s with work on it', async ({ page }) => {
  await begin();
  const mine = await evaluator('Avaliador 01');
  const theirs = await evaluator('Avaliador 02');
  const phone = new Phone(page);
  await phone.enrol(mine.link);
  await phone.openVisit(mine.visit);
  await phone.checkIn();
  const log = () => staff.get(`/api/v1/visits/${mine.visit}/events`);
  await expect.poll(async () => (await log()).device, { timeout: 30_000 }).not.toBeNull();
  const { device } = await log();
  await page.context().setOffline(true);
  await phone.answer(HAND_WORKED.lit);
  await staff.revoke(device);
  await page.context().setOffline(false);
  await page.goto(`${server.origin}/app/#/sending`);
  await expect(page.getByRole('alert').first()).toContainText('convite', { timeout: 30_000 });
  await expect(phone.at('retry-now')).toBeEnabled();
  await phone.at('export-fold').click();
  await phone.at('export').click();
  await expect(phone.at('export-ready')).toBeVisible();

  await page.goto(theirs.link);
  await phone.at('enrol-submit').click();
  await expect(phone.at('lock-work')).toBeVisible();
  await look(page, 'lock-work');
  await phone.at('lock-work').click();
  await expect(phone.at('lock-work')).toHaveCount(0);
  await phone.at('enrol-submit').click();
  await expect(phone.at('visit')).toHaveCount(1);
  await expect(phone.at('visit')).toHaveAttribute('data-visit', theirs.visit);
  await page.goto(`${server.origin}/app/#/settings`);
  await expect(phone.at('storage-locked')).toBeVisible();

  // Its own person is back: so is the work, and it arrives.
  await page.goto(await again(mine.id));
  await phone.at('enrol-submit').click();
  await expect(page.locator(`[data-testid=visit][data-visit="${mine.visit}"]`)).toBeVisible();
  await expect.poll(async () => (await staff.get(`/api/v1/visits/${mine.visit}`)).state, { timeout: 30_000 }).toBe('in_progress');
});

test('a damaged data file is set aside, and what it holds can be saved', async ({ page }) => {
  const { phone, visit } = await begunOffline(page);
  await page.context().setOffline(false);
  // The next start brings the log into the database.
  await page.reload();
  await expect(phone.at('photo-tile')).toHaveCount(HAND_WORKED.lit.photos.length);
  await leave(page);
  // A page in the middle of the database is overwritten, behind the app's back.
  const hit = await (await storedFiles(page)).evaluate(async (files) => {
    let hits = 0;
    for (const { handle, head } of files) {
      // What its log holds would stand for the page.
      if (head.startsWith('\x37\x7f\x06')) {
        const writer = await handle.createWritable({ keepExistingData: true });
        await writer.truncate(4096);
        await writer.close();
      }
      if (!head.startsWith('SQLite format 3')) continue;
      const writer = await handle.createWritable({ keepExistingData: true });
      // The page after the schema's.
      await writer.write({ type: 'write', position: 4096 + 4096, data: new Uint8Array(4096).fill(0x5a) });
      await writer.close();
      hits += 1;
    }
    return hits;
  });
  expect(hit).toBe(1);
  await page.goto(`${server.origin}/app/`);
  await expect(phone.at('set-aside')).toBeVisible();
  await look(page, 'set-aside');
  await phone.at('set-aside').getByRole('link').click();
  await expect(phone.at('aside')).toBeVisible();
  await look(page, 'aside');
  await phone.at('export-raw').click();
  await expect(phone.at('export-ready')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), phone.at('export-save').click()]);
  expect(download.suggestedFilename()).toMatch(/^phone-0\.db$/);
  expect(readFileSync(await download.path()).subarray(0, 15).toString()).toBe('SQLite format 3');
});

test('what a dying page left half-written is passed over, and all that was saved is there', async ({ page }) => {
  const { phone, visit } = await begunOffline(page);
  await phone.at('next').click();
  await phone.answer(HAND_WORKED.litter);
  await page.context().setOffline(false);
  await leave(page);
  // Behind the last commit of the log stands the beginning of one that never came to its end.
  const torn = await (await storedFiles(page)).evaluate(async (files) => {
    const logs = files.filter(({ head }) => head.startsWith('\x37\x7f\x06'));
    for (const { handle, file } of logs) {
      const frame = new Uint8Array(await file.slice(4096 + 32, 4096 + 32 + 2000).arrayBuffer());
      const writer = await handle.createWritable({ keepExistingData: true });
      await writer.write({ type: 'write', position: file.size, data: frame });
      await writer.close();
    }
    return logs.length;
  });
  expect(torn).toBe(1);
  await page.goto(`${server.origin}/app/#/visits/${visit}/questions/litter`);
  await expect(phone.at('option-yes')).toBeChecked();
  await expect(phone.at('set-aside')).toHaveCount(0);
  await page.goto(`${server.origin}/app/#/visits/${visit}/questions/lit`);
  await expect(phone.at('photo-tile')).toHaveCount(HAND_WORKED.lit.photos.length);
});

test('bad codes and servers are told in plain words, with a way out', async ({ page }) => {
  await begin();
  const phone = new Phone(page);
  const says = async (pattern) => {
    await phone.at('enrol-submit').click();
    await expect(phone.at('enrol-problem')).toContainText(pattern);
    await expect(phone.at('enrol-code')).toBeEditable();
  };
  await page.goto(`${server.origin}/app/#/enrol/AAAA-BBBB-CCCC`);
  await says(/convite/i);

  // No server at all, then something else in its place.
  await page.route('**/api/v1/enrol', (route) => route.abort());
  await says(/internet/i);
  await page.unroute('**/api/v1/enrol');
  await page.route('**/api/v1/enrol', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Wi-Fi grátis</h1>' }));
  await says(/Wi-Fi/);
  await page.unroute('**/api/v1/enrol');
  await page.route('**/api/v1/enrol', (route) => route.fulfill({
    status: 403,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'urn:vitrine:problem:invitation-expired', title: 'x', status: 403, code: 'invitation-expired' }),
  }));
  await says(/venceu|expir/i);
  await page.unroute('**/api/v1/enrol');

  // The same form takes a good code at last.
  const { code } = await staff.invite('Avaliador 09');
  await phone.at('enrol-code').fill(code);
  await phone.at('enrol-submit').click();
  await expect(phone.at('enrol-problem')).toHaveCount(0);
  await expect(phone.at('place-settings')).toBeVisible();
});

test('a checklist of a newer format asks for an update and blocks nothing else', async ({ page }) => {
  await begin();
  const { id, link, visit } = await evaluator('Avaliador 01');
  const [other] = await staff.assign({ ...plan, locations: plan.locations.slice(1) }, id);
  const newer = JSON.stringify({ format: 99, id: 'from-the-future' });
  const sha256 = createHash('sha256').update(newer).digest('hex');
  await page.route('**/api/v1/sync?*', async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    for (const assignment of json.assignments) {
      if (assignment.visit === visit) assignment.checklist.sha256 = sha256;
    }
    await route.fulfill({ response, json });
  });
  await page.route(`**/api/v1/checklists/${sha256}`, (route) => route.fulfill({ contentType: 'application/json', body: newer }));
  const phone = new Phone(page);
  await phone.enrol(link);
  const card = (which) => page.locator(`[data-testid=visit][data-visit="${which}"]`);
  await expect(card(visit)).toContainText('versão mais nova');
  await expect(card(other)).not.toContainText('versão mais nova');
  await phone.openVisit(other);
  await expect(phone.at('check-in')).toBeVisible();
});
