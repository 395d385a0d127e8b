// `cargo xtask bench phone`: the app on this machine, beside its budgets and beside what the machine can do.
import { gzipSync } from 'node:zlib';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import lighthouse from 'lighthouse';
import { Chromium } from '../support/chromium.js';
import { manyIds, manyQuestions } from '../support/many.js';
import { Phone, photo } from '../support/phone.js';
import { ADMIN, Server, app } from '../support/server.js';
import { Staff } from '../support/staff.js';
import { codecLimit, coreProbe, pageProbe, storageLimit } from './probes.js';
import { figure, heading, quantile } from './report.js';

const STARTS = 7;
const ROUNDS = 5;
const PHOTOS = 8;
const TWELVE_MEGAPIXELS = 'xiaomi-mi3-13mp.jpg';
const THROTTLE = 4;
/** Lighthouse's own advice: of five runs, the middle one. */
const AUDITS = 5;

const [TOUCHPOINTS, EACH] = [8, 5];
const QUESTIONS = manyIds(TOUCHPOINTS, EACH);

class Bench {
  static async prepare() {
    const bench = new Bench();
    bench.server = await Server.start();
    bench.browser = new Chromium({ prepare: (context) => context.addInitScript(pageProbe) });
    const staff = await Staff.logIn(bench.server.origin, ADMIN);
    const plan = await staff.plan({ text: manyQuestions(TOUCHPOINTS, EACH, 'photos = { min = 0, max = 8 }\n') });
    const evaluator = await staff.invite();
    [bench.visit] = await staff.assign(plan, evaluator.id);
    const context = await bench.browser.start();
    await context.grantPermissions(['geolocation'], { origin: bench.server.origin });
    await context.setGeolocation({ latitude: -23.5617, longitude: -46.656, accuracy: 12 });
    const page = await context.newPage();
    const phone = new Phone(page);
    await phone.enrol(evaluator.link);
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await phone.openVisit(bench.visit);
    await phone.checkIn();
    await page.close();
    return bench;
  }

  /** A page of the app whose processor is as much slower. */
  async page(rate) {
    const page = await this.browser.context.newPage();
    // On its own origin first: a change of process would begin unthrottled.
    await page.goto(`${this.server.origin}/app/manifest.webmanifest`).catch(() => {});
    const session = await this.browser.context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    await page.goto(`${this.server.origin}/app/`);
    await page.getByTestId('visit').first().waitFor();
    return page;
  }

  /** From a browser that has just been started, with no network, to a list that can be tapped. */
  async coldStarts() {
    const times = [];
    for (let turn = 0; turn < STARTS; turn += 1) {
      await this.browser.quit();
      await this.browser.start();
      const page = await this.page(THROTTLE);
      times.push(await page.evaluate(() => window.vitrineProbe.usableAt));
      await page.close();
    }
    return times;
  }

  /** From the tap to the sign that says saved, and the core's share of it. */
  async taps() {
    const page = await this.page(THROTTLE);
    const [core] = page.workers();
    await core.evaluate(coreProbe);
    const inCore = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const question of QUESTIONS) {
        await page.evaluate((hash) => { location.hash = hash; }, `#/visits/${this.visit}/questions/${question}`);
        await page.locator(`[data-question="${question}"]`).waitFor();
        const count = await page.evaluate(() => window.vitrineProbe.taps.length);
        await core.evaluate(() => { self.vitrineProbe.length = 0; });
        await page.locator(`label:has([data-testid=option-${round % 2 ? 'no' : 'yes'}])`).click();
        await page.waitForFunction((before) => window.vitrineProbe.taps.length > before, count);
        // The first that comes after the tap is the answer.
        inCore.push(await core.evaluate(() => self.vitrineProbe[0]));
      }
    }
    const shown = await page.evaluate(() => window.vitrineProbe.taps);
    await page.close();
    return { shown, inCore };
  }

  /** From the chosen file to its tile, and how long the page was blocked meanwhile. */
  async photos() {
    const page = await this.page(1);
    await page.evaluate((hash) => { location.hash = hash; }, `#/visits/${this.visit}/questions/${QUESTIONS[0]}`);
    await page.getByTestId('photo-file').waitFor({ state: 'attached' });
    const from = await page.evaluate(() => performance.now());
    const session = await this.browser.context.newCDPSession(page);
    for (let turn = 0; turn < PHOTOS; turn += 1) {
      // By its path, as a person's choice comes: a test's usual way would carry the bytes through the page.
      const { result } = await session.send('Runtime.evaluate', { expression: "document.querySelector('[data-testid=photo-file]')" });
      await session.send('DOM.setFileInputFiles', { files: [photo(TWELVE_MEGAPIXELS)], objectId: result.objectId });
      await page.waitForFunction((count) => window.vitrineProbe.photos.length > count, turn);
    }
    const { photos, blocks } = await page.evaluate(() => window.vitrineProbe);
    await page.close();
    return { photos, blocks: blocks.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration) };
  }

  /** What the browser's storage and codec can do on this machine. */
  async limits() {
    const page = await this.page(1);
    const [core] = page.workers();
    const flushes = await core.evaluate(storageLimit);
    const codec = await core.evaluate(codecLimit, readFileSync(photo(TWELVE_MEGAPIXELS)).toString('base64'));
    await page.close();
    return { flushes, codec };
  }

  /** The run in the middle, by its performance. */
  async lighthouse(address, keepsStorage) {
    const runs = [];
    while (runs.length < AUDITS) {
      const { lhr } = await lighthouse(address, {
        port: this.browser.port, logLevel: 'silent', disableStorageReset: keepsStorage,
        onlyCategories: ['performance', 'accessibility', 'best-practices'],
      });
      runs.push(lhr);
    }
    runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
    return runs[Math.floor(AUDITS / 2)];
  }

  async end() {
    await this.browser.remove();
    await this.server.stop();
  }
}

function size() {
  const wasm = path.join(app, 'app_bg.wasm');
  const compressed = `${wasm}.gz`;
  const bytes = existsSync(compressed) ? statSync(compressed).size : gzipSync(readFileSync(wasm)).length;
  heading('The bundle');
  figure('wasm, gzipped', bytes / 1000, 'KB', { budget: 900, digits: 0 });
}

function tellLighthouse(what, { categories, audits }) {
  for (const id of ['performance', 'accessibility', 'best-practices']) {
    const budget = id === 'performance' ? 90 : 100;
    figure(`${what}: ${id}`, categories[id].score * 100, '', { budget, atLeast: true, digits: 0 });
  }
  figure(`${what}: largest contentful paint, simulated 4G`, audits['largest-contentful-paint'].numericValue / 1000, 's', { digits: 2 });
  figure(`${what}: total blocking time, 4× slower`, audits['total-blocking-time'].numericValue, 'ms', { digits: 0 });
}

const bench = await Bench.prepare();
try {
  size();
  const first = await bench.lighthouse(`${bench.server.origin}/app/`, true);
  // From here on as in a cellar.
  await bench.server.down();

  const { flushes, codec } = await bench.limits();
  heading('This machine');
  figure('4 KiB written and flushed to the private file system, p50', quantile(flushes, 0.5), 'ms', { digits: 2 });
  figure('the same, p95', quantile(flushes, 0.95), 'ms', { digits: 2 });
  figure('the codec alone, 13-megapixel photo, p50', quantile(codec, 0.5), 'ms', { digits: 0 });

  const starts = await bench.coldStarts();
  heading(`Cold offline start, page ${THROTTLE}× slower`);
  figure('to usable, p50', quantile(starts, 0.5) / 1000, 's', { budget: 2.5, digits: 2 });
  figure(`to usable, worst of ${starts.length}`, Math.max(...starts) / 1000, 's', { digits: 2 });

  const { shown, inCore } = await bench.taps();
  heading(`An answer, page ${THROTTLE}× slower, ${shown.length} taps`);
  figure('tap to shown as saved, p50', quantile(shown, 0.5), 'ms');
  figure('tap to shown as saved, p95', quantile(shown, 0.95), 'ms', { budget: 50 });
  figure('the core’s own share, p50', quantile(inCore, 0.5), 'ms');
  figure('the core’s own share, p95', quantile(inCore, 0.95), 'ms', { budget: 12 });

  const { photos, blocks } = await bench.photos();
  heading(`A photo of 13 megapixels, not throttled, ${photos.length} times`);
  figure('file to saved, p50', quantile(photos, 0.5), 'ms', { budget: 400, digits: 0 });
  figure('file to saved, worst', Math.max(...photos), 'ms', { digits: 0 });
  figure('the page blocked at most', Math.max(0, ...blocks), 'ms', { budget: 50, digits: 0 });

  await bench.server.up();
  const fresh = await bench.lighthouse(`${bench.server.origin}/app/#/enrol`, false);
  heading(`Lighthouse, the middle one of ${AUDITS} runs`);
  tellLighthouse('first visit', fresh);
  tellLighthouse('enrolled', first);
} finally {
  await bench.end();
}
