// Photos and voice memos: taken, taken again, covered by hand, refused, recorded without a network, and
// what the reviewer sees of them.
import { test, expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { begun, received } from './support/desk.js';
import { photo } from './support/phone.js';
import { compare, drag, night, picture, tiles } from './support/pictures.js';
import { ADMIN, Server } from './support/server.js';
import { DESK, logIn } from './support/tour.js';

const CHECKLIST = 'tests/fixtures/photos.toml';

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

async function go(phone, visit, question) {
  await phone.page.goto(`${server.origin}/app/#/visits/${visit}/questions/${question}`);
  await expect(phone.at('question')).toHaveAttribute('data-question', question);
}

/** The reviewer's page of the visit, once everything is there. */
async function review(browser, visit) {
  const desk = await browser.newContext({ ...DESK, locale: 'pt-BR' });
  const page = await desk.newPage();
  await logIn(page, server.origin, ADMIN);
  await page.goto(`${server.origin}/visits/${visit}`);
  return page;
}

/** The photos of the visit's log, newest last. */
async function logged(staff, visit, type = 'photo_taken') {
  const { events } = await staff.get(`/api/v1/visits/${visit}/events`);
  return events.map(({ body }) => body).filter((body) => body.type === type);
}

async function refuse(page, name) {
  await page.addInitScript((reason) => {
    const { mediaDevices } = navigator;
    const real = mediaDevices.getUserMedia.bind(mediaDevices);
    globalThis.isRefused = true;
    mediaDevices.getUserMedia = (wanted) => (
      globalThis.isRefused ? Promise.reject(new DOMException('no', reason)) : real(wanted));
  }, name);
}

test('the camera takes one after the other, warns, and takes again', async ({ page }) => {
  const { staff, visit, phone } = await begun(page, server, CHECKLIST);
  await page.evaluate(() => {
    globalThis.blocked = [];
    new PerformanceObserver((list) => globalThis.blocked.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ entryTypes: ['longtask'] });
  });
  await phone.at('open-camera').click();
  await expect(phone.at('shutter')).toBeEnabled();
  await phone.at('shutter').click();
  await phone.at('shutter').click();
  // The lens of the test is soft: told while the place is still before the lens, one after the other.
  const doubt = phone.at('photo-doubt');
  await expect(doubt).toContainText('fora de foco');
  await page.screenshot({ path: 'test-results/photo-camera.png' });
  await doubt.getByTestId('photo-keep').click();
  await expect(phone.at('photo-tile')).toHaveCount(2);
  await doubt.getByTestId('photo-retake').click();
  await phone.at('shutter').click();
  await expect(doubt).toBeVisible();
  await doubt.getByTestId('photo-keep').click();
  await phone.at('camera-close').click();
  await expect(phone.at('photo-tile')).toHaveCount(2);
  const blocked = await page.evaluate(() => globalThis.blocked);
  console.log(`the page was blocked for (ms): ${blocked.map(Math.round).join(', ') || 'never over 50'}`);

  // The third fills the question; then there is a sentence, and no button.
  await phone.at('photo-file').setInputFiles(photo('canon-s400.jpg'));
  await expect(phone.at('photo-tile')).toHaveCount(3);
  await expect(phone.at('photos-full')).toBeVisible();
  await expect(phone.at('open-camera')).toHaveCount(0);
  // A full question still takes another photo in one's place.
  await phone.at('photo-tile').first().click();
  await phone.at('photo-retake').click();
  await phone.at('shutter').click();
  await expect(phone.at('camera').or(phone.at('photo-doubt')).first()).toBeVisible();
  await phone.at('photo-doubt').getByTestId('photo-keep').click();
  await expect(phone.at('camera')).toHaveCount(0);
  await expect(phone.at('photo-tile')).toHaveCount(3);
  await expect.poll(async () => (await logged(staff, visit)).filter(({ replaces }) => replaces).length).toBe(2);
});

test('a camera that is hidden lets go, and comes back', async ({ page, context }) => {
  const { phone } = await begun(page, server, CHECKLIST);
  await phone.at('open-camera').click();
  await expect(phone.at('shutter')).toBeEnabled();
  const live = () => page.evaluate(() => document.querySelector('video').srcObject?.getTracks()
    .filter(({ readyState }) => readyState === 'live').length ?? 0);
  expect(await live()).toBe(1);
  const hide = (isHidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
  await hide(true);
  expect(await live()).toBe(0);
  await hide(false);
  await expect.poll(live).toBe(1);
  await phone.at('camera-close').click();
  await expect(phone.at('camera')).toHaveCount(0);
  await context.close();
});

test('where the camera is refused a sentence says so, with a way out that is recorded', async ({ page, browser }) => {
  await refuse(page, 'NotAllowedError');
  const { staff, visit, phone } = await begun(page, server, CHECKLIST);
  await phone.at('open-camera').click();
  await expect(phone.at('camera-closed')).toContainText('não foi permitido');
  await phone.at('camera-closed').getByTestId('photo-file-camera').setInputFiles(photo('canon-s400.jpg'));
  await expect(phone.at('photo-tile')).toHaveCount(1);

  await go(phone, visit, 'counter');
  await expect(phone.at('photo-file')).toHaveCount(0);
  await phone.at('open-camera').click();
  await expect(phone.at('camera-closed')).toContainText('o motivo fica registrado');
  await phone.at('camera-closed').getByTestId('photo-file-camera').setInputFiles(photo('nikon-d2h-gps.jpg'));
  await expect(phone.at('photo-tile')).toHaveCount(1);
  await expect.poll(async () => (await logged(staff, visit)).map(({ no_camera: reason }) => reason ?? null))
    .toEqual([null, 'refused']);
  // Allowed after all: it opens where it stands.
  await phone.at('open-camera').click();
  await expect(phone.at('camera-closed')).toBeVisible();
  await page.evaluate(() => { globalThis.isRefused = false; });
  await phone.at('camera-again').click();
  await expect(phone.at('shutter')).toBeEnabled();
  const desk = await review(browser, visit);
  await expect(desk.getByText('acesso à câmera negado')).toBeVisible();
  await expect(desk.getByText('1 foto que só valia pela câmera')).toBeVisible();
  await desk.context().close();
});

test('a dark picture is told before it is left', async ({ page }) => {
  const { phone } = await begun(page, server, CHECKLIST);
  await phone.at('photo-file').setInputFiles(await picture(page, night));
  await expect(phone.at('picture')).toBeVisible();
  await expect(phone.at('photo-warning')).toContainText('escura');
  await phone.at('photo-keep').click();
  await expect(phone.at('picture')).toHaveCount(0);
  await expect(phone.at('photo-tile')).toHaveCount(1);
});

test('of more files than fit those that fit are taken, and a sentence tells of the others', async ({ page }) => {
  const { phone } = await begun(page, server, CHECKLIST);
  const names = ['canon-s400.jpg', 'nikon-d2h-gps.jpg', 'iphone-4s-gps-2.jpg', 'iphone-4s-gps-1.jpg', 'xiaomi-mi3-13mp.jpg'];
  await phone.at('photo-file').setInputFiles(names.map(photo));
  await expect(phone.at('photos-left-out')).toContainText('2 fotos ficaram de fora');
  await expect(phone.at('photo-tile')).toHaveCount(3);
  await expect(phone.at('photos-full')).toHaveCount(1);
});

test('what is covered by hand is gone from what is sent, and the rest is whole', async ({ page, browser }) => {
  const { staff, visit, phone } = await begun(page, server, CHECKLIST);
  const before = await picture(page, tiles);
  await phone.at('photo-file').setInputFiles(before);
  await expect(phone.at('photo-tile')).toHaveCount(1);
  // The first picture has arrived, as it was.
  await expect.poll(async () => (await logged(staff, visit)).length).toBe(1);
  const [{ photo: first }] = await logged(staff, visit);
  const address = (id) => `${server.origin}/api/v1/visits/${visit}/photos/${id}`;
  const desk = await review(browser, visit);
  await expect.poll(async () => (await desk.request.get(address(first))).status(), { timeout: 30_000 }).toBe(200);

  await phone.at('photo-tile').click();
  await phone.at('photo-edit').click();
  await expect(phone.at('editor-canvas')).toBeVisible();
  await phone.at('tool-box').click();
  await drag(phone, [0.1, 0.1], [0.4, 0.45]);
  await phone.at('tool-oval').click();
  await drag(phone, [0.55, 0.5], [0.85, 0.9]);
  await expect(phone.at('editor-count')).toContainText('2 áreas cobertas');
  // One too many, taken back.
  await drag(phone, [0.5, 0.1], [0.9, 0.3]);
  await expect(phone.at('editor-count')).toContainText('3 áreas cobertas');
  await phone.at('editor-undo').click();
  await expect(phone.at('editor-count')).toContainText('2 áreas cobertas');
  await phone.at('tool-arrow').click();
  await drag(phone, [0.1, 0.9], [0.3, 0.6]);
  await expect(phone.at('editor-count')).toContainText('1 marcação');
  await page.screenshot({ path: 'test-results/photo-editor.png' });
  await phone.at('editor-save').click();
  await expect(phone.at('editor')).toHaveCount(0);
  await expect(phone.at('photo-tile')).toHaveCount(1);
  await expect.poll(async () => (await logged(staff, visit)).length).toBe(2);
  const [, edited] = await logged(staff, visit);
  expect(edited).toMatchObject({ replaces: first, edits: { covered: 2, drawn: 1 }, source: 'file' });

  await expect.poll(async () => (await desk.request.get(address(edited.photo))).status(), { timeout: 30_000 }).toBe(200);
  const after = await (await desk.request.get(address(edited.photo))).body();
  for (const [name, area] of Object.entries({ box: [0.12, 0.13, 0.38, 0.42], oval: [0.63, 0.6, 0.77, 0.8] })) {
    const { likeness } = await compare(page, before.buffer, after, area);
    console.log(`${name}: likeness to what was there ${likeness.toFixed(3)}`);
    expect(Math.abs(likeness), name).toBeLessThan(0.2);
  }
  for (const area of [[0.5, 0.05, 0.95, 0.4], [0.02, 0.02, 0.08, 0.98], [0.9, 0.5, 0.98, 0.98]]) {
    const { likeness } = await compare(page, before.buffer, after, area);
    expect(likeness).toBeGreaterThan(0.98);
  }
  // The server keeps nothing of what was there before.
  expect((await desk.request.get(address(first))).status()).toBe(404);
  await desk.reload();
  await expect(desk.getByText('2 áreas cobertas')).toBeVisible();
  await expect(desk.locator('.photo-past')).toContainText('Foto alterada à mão');
  await desk.screenshot({ path: 'test-results/photo-review.png', fullPage: true });
  await desk.context().close();
});

test('a picture is covered by keyboard alone', async ({ page }) => {
  const { staff, visit, phone } = await begun(page, server, CHECKLIST);
  await phone.at('photo-file').setInputFiles(photo('canon-s400.jpg'));
  await phone.at('photo-tile').click();
  await phone.at('photo-edit').click();
  await expect(phone.at('editor-canvas')).toBeVisible();
  await phone.at('editor-canvas').focus();
  for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Enter', 'ArrowDown', 'Enter', 'Backspace']) {
    await page.keyboard.press(key);
  }
  await expect(phone.at('editor-count')).toContainText('1 área coberta');
  await phone.at('editor-save').press('Enter');
  await expect.poll(async () => (await logged(staff, visit)).at(-1)?.edits).toEqual({ covered: 1, drawn: 0 });
});

test('voice memos are recorded with no signal, arrive, and are heard by the reviewer', async ({ page, browser, context }) => {
  const { staff, visit, phone } = await begun(page, server, CHECKLIST);
  await context.setOffline(true);
  await phone.at('option-yes').check({ force: true });
  await phone.at('memo-record').click();
  await expect(phone.at('memo-time')).toContainText('0:02');
  await page.screenshot({ path: 'test-results/photo-memo-live.png' });
  await phone.at('memo-stop').click();
  await expect(phone.at('memo')).toHaveCount(1);
  await phone.at('memo-record').click();
  await expect(phone.at('memo-time')).toContainText('0:01');
  await phone.at('memo-cancel').click();
  await expect(phone.at('memo-live')).toHaveCount(0);
  await expect(phone.at('memo')).toHaveCount(1);
  // Played only when asked for, by its own controls.
  await expect(phone.at('memo-player')).toHaveCount(0);
  await phone.at('memo-listen').click();
  const player = phone.at('memo-player');
  await expect.poll(() => player.evaluate((audio) => audio.readyState)).toBeGreaterThan(0);
  expect(await player.evaluate((audio) => audio.paused)).toBe(true);
  await page.screenshot({ path: 'test-results/photo-memo.png' });

  await phone.at('photo-file').setInputFiles(photo('canon-s400.jpg'));
  await expect(phone.at('photo-tile')).toHaveCount(1);
  await phone.at('next').click();
  await phone.at('open-camera').click();
  await phone.at('shutter').click();
  await phone.at('camera-close').click();
  await expect(phone.at('photo-tile')).toHaveCount(1);
  if (await phone.at('picture').count()) await phone.at('photo-keep').click();
  await phone.at('next').click();
  await expect(phone.at('question')).toHaveAttribute('data-question', 'quiet');
  await expect(phone.at('memo-record')).toHaveCount(0);
  await phone.at('option-yes').check({ force: true });
  await phone.saved();
  await phone.at('next').click();
  await phone.handIn();
  await context.setOffline(false);
  await received(page, server, visit);

  const [memo] = await logged(staff, visit, 'audio_recorded');
  expect(memo.duration_ms).toBeGreaterThan(1500);
  const desk = await review(browser, visit);
  const sound = desk.locator('audio');
  await expect(sound).toHaveCount(1);
  await sound.evaluate((audio) => audio.load());
  await expect.poll(() => sound.evaluate((audio) => { audio.preload = 'auto'; return audio.readyState; })).toBeGreaterThan(0);
  expect(await sound.evaluate((audio) => audio.error)).toBe(null);
  await desk.screenshot({ path: 'test-results/photo-review-memo.png', fullPage: true });
  await desk.context().close();
});

test('a refused microphone is told in plain words', async ({ page }) => {
  await refuse(page, 'NotAllowedError');
  const { phone } = await begun(page, server, CHECKLIST);
  await phone.at('memo-record').click();
  await expect(phone.at('memo-failed')).toContainText('microfone não foi permitido');
});

test('sixty photos of a visit stay quick', async ({ page }) => {
  test.setTimeout(240_000);
  const { phone } = await begun(page, server, 'checklists/retail/retail-store.toml');
  const bytes = readFileSync(photo('canon-s400.jpg'));
  const times = [];
  const questions = await page.evaluate(() => location.hash);
  const ids = ['sign', 'team_busy', 'greeting_time', 'comfort', 'people_in_store', 'display_order', 'served_role', 'nps', 'csat', 'ces', 'return', 'prices'];
  for (const id of ids) {
    await page.goto(`${server.origin}/app/${questions.replace(/questions\/.*/, `questions/${id}`)}`);
    await page.reload();
    if (!(await phone.at('add-photo').count())) continue;
    await phone.at('add-photo').click();
    for (let n = 1; n <= 5; n += 1) {
      const begin = performance.now();
      await phone.at('photo-file').setInputFiles({ name: `${id}-${n}.jpg`, mimeType: 'image/jpeg', buffer: bytes });
      await expect(phone.at('photo-tile')).toHaveCount(n);
      times.push(performance.now() - begin);
      if (await phone.at('picture').count()) await phone.at('photo-keep').click();
    }
  }
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  console.log(`${times.length} photos; the first ten took ${Math.round(mean(times.slice(0, 10)))} ms each, the last ten ${Math.round(mean(times.slice(-10)))} ms`);
});
