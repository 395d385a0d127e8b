// An evaluator whose phone dies all the time, and who remembers what it showed.
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { Book } from './book.js';
import { numbered } from './numbered.js';
import { Phone } from './phone.js';
import { bearWitness, readAll } from './witness.js';

/** The questions of `tests/fixtures/interrupted.toml`. */
export const QUESTIONS = [
  { id: 'lit', kind: 'yes_no', options: ['option-yes', 'option-no'], photos: 8 },
  { id: 'people', kind: 'number' },
  { id: 'greeting', kind: 'single', options: ['option-full', 'option-partial', 'option-none'], photos: 8 },
  { id: 'seen', kind: 'multiple', options: ['option-prices', 'option-offers', 'option-cables', 'option-boxes'] },
  { id: 'told', kind: 'text' },
  { id: 'recommend', kind: 'nps', options: Array.from({ length: 11 }, (_, step) => `step-${step}`), photos: 8 },
];

/** How long after a tap its words or pixels may still be on their way, in milliseconds. */
const ON_ITS_WAY_MS = { answer: 40, type: 900, photo: 350, discard: 60 };

export class Doomed {
  book = new Book();
  #taken = 0;
  #deaths = {};
  #steps = 0;
  #started = Date.now();

  constructor(browser, server, dice) {
    Object.assign(this, { browser, server, dice });
    browser.prepare = async (context) => {
      // What the app died under must not be waited for without end.
      context.setDefaultTimeout(30_000);
      await context.grantPermissions(['geolocation'], { origin: server.origin });
      await context.setGeolocation({ latitude: -23.5617, longitude: -46.656, accuracy: 12 });
      await bearWitness(context, ({ visit, question, answer, photos }) => {
        this.book.showed(`${visit}/${question}`, answer);
        this.book.showed(`${visit}/${question}#photos`, photos);
      });
    };
  }

  async enrol(link, visits) {
    const context = await this.browser.start();
    await this.#onto(await context.newPage());
    await this.phone.enrol(link);
    await expect(this.phone.at('visit')).toHaveCount(visits);
    await this.phone.installed();
  }

  async #onto(page) {
    this.page = page;
    this.phone = new Phone(page);
  }

  async #open(hash) {
    await this.page.goto(`${this.server.origin}/app/${hash}`, { waitUntil: 'commit' });
  }

  async begin(visit) {
    await this.#open(`#/visits/${visit}`);
    await this.phone.checkIn();
  }

  /** Works for a while and dies in the middle of something; opened again, everything is as it was shown. */
  async live(visit, death) {
    for (let step = this.dice.below(4); step > 0; step -= 1) await this.#step(visit);
    if (this.dice.happens(0.12)) {
      // It dies while it comes up.
      await this.#open(`#/visits/${visit}/questions/lit`);
      await pause(this.dice.next() * 900);
      await this.#die(death);
    } else {
      const act = this.#choose(visit);
      const dying = this.#do(act).catch(() => {});
      await pause(this.dice.next() * ON_ITS_WAY_MS[act.kind]);
      await this.#die(death);
      await dying;
    }
    await this.#look(visit);
  }

  /** One thing done and shown as saved. */
  async #step(visit) {
    const act = this.#choose(visit);
    await this.#do(act);
    await Promise.race([
      this.book.settled(act.key),
      pause(20_000).then(() => { throw new Error(`${act.key} was never shown as saved: ${this.book.latest(act.key)}`); }),
    ]);
    this.#steps += 1;
  }

  /** What to do next; the book learns of it. */
  #choose(visit) {
    const question = this.dice.pick(QUESTIONS);
    const photosKey = `${visit}/${question.id}#photos`;
    const photos = (this.book.latest(photosKey) ?? '').split(' ').filter(Boolean);
    if (question.photos && this.dice.happens(0.6)) {
      const isFull = photos.length === question.photos;
      if (isFull || (photos.length > 0 && this.dice.happens(0.2))) {
        const index = this.dice.below(photos.length);
        const value = photos.filter((_, at) => at !== index).join(' ');
        return { visit, question, kind: 'discard', key: photosKey, index, value };
      }
      this.#taken += 1;
      const number = this.#taken;
      return { visit, question, kind: 'photo', key: photosKey, number, value: [...photos, number].join(' ') };
    }
    const key = `${visit}/${question.id}`;
    return { visit, question, key, ...this.#answer(question, this.book.latest(key) ?? '') };
  }

  #answer({ kind, options }, now) {
    if (kind === 'number') return { kind: 'type', field: 'number', value: this.#other(now, () => String(this.dice.below(9999))) };
    if (kind === 'text') return { kind: 'type', field: 'text', value: this.#other(now, () => `Frase ${this.dice.below(1e6)}, dita no balcão.`) };
    if (kind === 'multiple') {
      const tapped = this.dice.pick(options);
      const chosen = now.split(' ').filter(Boolean);
      const next = chosen.includes(tapped) ? chosen.filter((id) => id !== tapped) : [...chosen, tapped];
      return { kind: 'answer', tapped, value: next.sort().join(' ') };
    }
    if (now && this.dice.happens(0.1)) return { kind: 'answer', tapped: 'clear', value: '' };
    const tapped = this.#other(now, () => this.dice.pick(options));
    return { kind: 'answer', tapped, value: tapped };
  }

  #other(now, draw) {
    for (;;) {
      const drawn = draw();
      if (drawn !== now) return drawn;
    }
  }

  async #do({ visit, question, kind, key, value, tapped, field, number, index }) {
    await this.page.evaluate((hash) => { location.hash = hash; }, `#/visits/${visit}/questions/${question.id}`);
    await this.page.locator(`[data-testid=question][data-question="${question.id}"]`).waitFor();
    // From here on it may be kept, whatever happens.
    this.book.gave(key, value);
    if (kind === 'answer') await this.phone.at(tapped).dispatchEvent('click');
    if (kind === 'type') await this.phone.at(field).fill(value);
    if (kind === 'photo') {
      await this.phone.at('photo-file').setInputFiles({ name: 'IMG.png', mimeType: 'image/png', buffer: numbered(number) });
    }
    if (kind === 'discard') {
      // A photo that the phone doubts may have opened above the tiles.
      await this.phone.at('photo-tile').nth(index).dispatchEvent('click', undefined, { timeout: 5000 });
      await this.phone.at('photo-discard').click({ timeout: 5000 });
    }
  }

  async #die(death) {
    this.#deaths[death] = (this.#deaths[death] ?? 0) + 1;
    const { context } = this.browser;
    if (death === 'reload') {
      await this.page.reload({ waitUntil: 'commit' });
    } else if (death === 'close') {
      await this.page.close({ runBeforeUnload: false });
      await this.#onto(await context.newPage());
    } else if (death === 'crash') {
      const session = await context.newCDPSession(this.page);
      const crashed = this.page.waitForEvent('crash');
      session.send('Page.crash').catch(() => {});
      await crashed;
      await this.page.close();
      await this.#onto(await context.newPage());
    } else {
      await this.browser[death]();
      const reborn = await this.browser.start();
      await this.#onto(await reborn.newPage());
    }
  }

  /** The app, opened again, has what it showed as saved. */
  async #look(visit) {
    // After a reload the last act may have met the new page: what is still under way there ends with it.
    await this.page.goto('about:blank');
    await this.#open(`#/visits/${visit}/questions/lit`);
    await this.phone.at('question').waitFor();
    for (const { question, answer, photos } of await readAll(this.page, visit, QUESTIONS.map(({ id }) => id))) {
      this.book.found(`${visit}/${question}`, answer);
      this.book.found(`${visit}/${question}#photos`, photos);
    }
  }

  /** Hands the visit in and dies; it stays handed in. */
  async handIn(visit, death) {
    await this.#open(`#/visits/${visit}/review`);
    await this.phone.handIn();
    await this.#die(death);
    await this.#look(visit);
    await this.#open(`#/visits/${visit}/review`);
    await expect(this.phone.at('handed-in')).toBeVisible();
  }

  /** Waits for the receipt. */
  async received(visit) {
    await this.#open('#/sending');
    const line = this.page.locator(`[data-testid=queued-visit][data-visit="${visit}"]`);
    await expect(async () => {
      await this.phone.at('retry-now').click({ timeout: 1000 }).catch(() => {});
      await expect(line).toHaveAttribute('data-received', 'true', { timeout: 2000 });
    }).toPass({ timeout: 60_000 });
  }

  /** The number in a picture's bytes. */
  async numberOf(bytes) {
    return this.page.evaluate(async (text) => {
      const binary = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      return window.vitrineReadNumber(await createImageBitmap(new Blob([binary])));
    }, bytes.toString('base64'));
  }

  /** The run in one line. */
  told() {
    const seconds = Math.round((Date.now() - this.#started) / 1000);
    const deaths = Object.entries(this.#deaths).map(([death, times]) => `${times} ${death}`).join(', ');
    const total = Object.values(this.#deaths).reduce((sum, times) => sum + times, 0);
    return `${total} deaths (${deaths}) among ${this.#steps} steps and ${this.#taken} photos in ${seconds} s: `
      + `nothing shown as saved was lost or doubled; ${this.book.ahead} times something was kept before it was shown`;
  }
}
