// What is on its way, what waits and why, and the file for the day nothing can be sent.
import { readFileSync } from 'node:fs';
import { test, expect } from '@playwright/test';
import { HAND_WORKED, Phone } from './support/phone.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';
import { logIn } from './support/tour.js';

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

async function assigned(page) {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml', stores: ['Paulista'] });
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  return { staff, visit, phone };
}

/** Does the visit with no network and hands it in. */
async function doOffline(phone, visit) {
  await phone.page.context().setOffline(true);
  await phone.openVisit(visit);
  await phone.checkIn();
  await phone.answerAll(HAND_WORKED);
  await phone.handIn();
  await phone.page.goto(`${server.origin}/app/#/sending`);
}

const queued = (page, visit) => page.locator(`[data-testid=queued-visit][data-visit="${visit}"]`);

test('a visit that cannot be sent leaves as a file, and the coordinator takes it in', async ({ browser, page }) => {
  const { staff, visit, phone } = await assigned(page);
  await doOffline(phone, visit);
  const row = queued(page, visit);
  await expect(row).toHaveAttribute('data-received', 'false');
  await phone.at('export-fold').click();
  await phone.at('export').click();
  await expect(phone.at('export-ready')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), phone.at('export-save').click()]);
  expect(download.suggestedFilename()).toMatch(/^vitrine-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.vitrine$/);
  const file = await download.path();
  expect(readFileSync(file).subarray(0, 16).toString()).toBe('vitrine-visit 1\n');
  await expect(phone.at('export-given')).toBeVisible();

  const desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'pt-BR', isMobile: false });
  const console_ = await desk.newPage();
  await logIn(console_, server.origin, ADMIN);
  await console_.goto(`${server.origin}/people`);
  await console_.getByRole('link', { name: 'Importar visita' }).click();
  await console_.locator('#file').setInputFiles(file);
  await console_.locator('form[action="/visit-files"] button').click();
  await expect(console_.locator('[data-complete=true]')).toBeVisible();
  await expect(console_.getByRole('row', { name: /Paulista/ })).toBeVisible();
  // Somebody else's holiday picture is told apart, in plain words.
  await console_.locator('#file').setInputFiles('../fixtures/photos/canon-s400.jpg');
  await console_.locator('form[action="/visit-files"] button').click();
  await expect(console_.locator('[data-code=visit-file-damaged]')).toBeVisible();
  await desk.close();
  expect((await staff.get(`/api/v1/visits/${visit}`)).state).toBe('submitted');

  // The phone finds everything there, and its receipt says what is safe to delete.
  await page.context().setOffline(false);
  await expect(row).toHaveAttribute('data-received', 'true', { timeout: 60_000 });
  await expect(phone.at('safe-to-delete')).toBeVisible();
  await phone.at('free-space').click();
  await expect(phone.at('free-space')).toHaveCount(0);
});

test('a visit is shared under a name that the browser lets pass', async ({ page }) => {
  await page.addInitScript(() => {
    // What Chromium on Android does: known types alone.
    navigator.canShare = ({ files }) => files.every((file) => file.type === 'text/plain');
    navigator.share = async ({ files: [file] }) => {
      if (!navigator.userActivation.isActive) throw new DOMException('', 'NotAllowedError');
      const head = new TextDecoder().decode(await file.slice(0, 16).arrayBuffer());
      window.shared = { name: file.name, size: file.size, head };
    };
  });
  const { visit, phone } = await assigned(page);
  await doOffline(phone, visit);
  await phone.at('export-fold').click();
  await phone.at('export').click();
  await phone.at('export-share').click();
  await expect(phone.at('export-given')).toBeVisible();
  const shared = await page.evaluate(() => window.shared);
  expect(shared.name).toMatch(/\.vitrine\.txt$/);
  expect(shared.head).toBe('vitrine-visit 1\n');
  expect(shared.size).toBeGreaterThan(100_000);
});

test('photos wait where the browser does not tell what network it is, until the person says so', async ({ page }) => {
  const { visit, phone } = await assigned(page);
  await page.goto(`${server.origin}/app/#/sending`);
  await phone.at('wifi-only').check();
  await page.goto(`${server.origin}/app/`);
  await doOffline(phone, visit);
  await page.context().setOffline(false);
  await expect(phone.at('photos-wait')).toBeVisible();
  await expect(phone.at('wifi-only')).toBeChecked();
  const waiting = page.locator('[data-testid=queued-photo][data-transfer=transfer-waiting]');
  await expect(waiting).toHaveCount(6);
  const sent = async () => page.evaluate(() => document.querySelector('[data-testid=sync-state]').textContent);
  await expect.poll(sent, { timeout: 30_000 }).not.toContain('internet');
  await expect(waiting).toHaveCount(6);
  await phone.at('send-photos-now').click();
  await expect(queued(page, visit)).toHaveAttribute('data-received', 'true', { timeout: 60_000 });
  await expect(phone.at('photos-wait')).toHaveCount(0);
});

test('the browser wakes the app when there is a network again', async ({ context, page }) => {
  const { visit, phone } = await assigned(page);
  await phone.installed();
  await doOffline(phone, visit);
  await expect(queued(page, visit)).toHaveAttribute('data-received', 'false');
  // The words for a reminder are left for the worker, in the language of the app.
  const left = () => page.evaluate(async () => (await caches.match('./reminder.json'))?.json());
  await expect.poll(left).toMatchObject({ title: 'Há visitas para enviar' });

  // The event as the browser sends it, to the worker that is registered.
  const devtools = await context.newCDPSession(page);
  const scope = `${server.origin}/app/`;
  const registration = new Promise((found) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === scope);
      if (ours) found(ours.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registration;
  await page.evaluate(() => {
    navigator.serviceWorker.addEventListener('message', ({ data }) => { window.woken = data; });
  });
  await context.setOffline(false);
  await devtools.send('ServiceWorker.dispatchSyncEvent', {
    origin: server.origin, registrationId, tag: 'vitrine-send', lastChance: false,
  });
  await expect.poll(() => page.evaluate(() => window.woken)).toBe('send');
  await expect(queued(page, visit)).toHaveAttribute('data-received', 'true', { timeout: 60_000 });
});
