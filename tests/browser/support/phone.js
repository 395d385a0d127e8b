// What an evaluator's thumb does: one question after the other.
import path from 'node:path';
import { expect } from '@playwright/test';

const photos = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../../fixtures/photos');

export const photo = (name) => path.join(photos, name);

/** Answers of `tests/fixtures/hand-worked.toml` whose score is 35/78, worked out in `tests/tests/visit.rs`. */
export const HAND_WORKED = {
  lit: { options: ['yes'], photos: ['xiaomi-mi3-13mp.jpg', 'canon-s400.jpg'] },
  litter: { options: ['yes'] },
  greeting: { options: ['partial'], photos: ['iphone-4s-gps-rotated.jpg', 'iphone-4s-gps-1.jpg'] },
  fitting: { options: ['no-room'] },
  'offered-water': { options: ['yes'] },
  queue: { timer: [3, 20] },
  explained: { options: ['exchange', 'pressure'], photos: ['iphone-4s-gps-2.jpg', 'nikon-d2h-gps.jpg'] },
  recommend: { step: 8 },
};

export class Phone {
  constructor(page) {
    this.page = page;
  }

  at(id) {
    return this.page.getByTestId(id);
  }

  /** Follows the invitation's link and enrols. */
  async enrol(link) {
    await this.page.goto(link);
    await this.at('enrol-submit').click();
    await expect(this.at('visit').first()).toBeVisible();
  }

  /** Waits until the service worker has everything that a cold start needs. */
  async installed() {
    await this.page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await expect.poll(() => this.page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
  }

  /** From now on this page's processor is as many times slower; the core's Worker is not. */
  async slowed(times) {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: times });
  }

  async openVisit(id) {
    await this.page.locator(`[data-testid=visit][data-visit="${id}"]`).click();
  }

  async checkIn() {
    await this.at('check-in').click();
    await expect(this.at('question')).toBeVisible();
  }

  /** The question on the screen. */
  async current() {
    return this.at('question').getAttribute('data-question');
  }

  /** Waits until the core has confirmed what was done last. */
  async saved() {
    await expect(this.at('saved')).toHaveAttribute('data-state', 'saved');
  }

  /** A photo that the phone doubts opens by itself; it is kept as it is. */
  async keepDoubtful(index) {
    const tile = this.at('photo-tile').nth(index);
    if (!/tile-warn/.test(await tile.getAttribute('class'))) return;
    await this.at('photo-keep').click();
    await expect(this.at('photo-keep')).toHaveCount(0);
  }

  /** Gives the answer to the question on the screen, with its photos. */
  async answer({ options = [], step, timer, photos: names = [] }) {
    for (const option of options) {
      await this.at(`option-${option}`).check({ force: true });
      await this.saved();
    }
    if (step !== undefined) {
      await this.at(`step-${step}`).check({ force: true });
      await this.saved();
    }
    if (timer) {
      await this.at('timer-minutes').fill(String(timer[0]));
      await this.at('timer-seconds').fill(String(timer[1]));
      await this.at('timer-save').click();
      await this.saved();
    }
    for (const [index, name] of names.entries()) {
      await this.at('photo-file').setInputFiles(photo(name));
      await expect(this.at('photo-tile')).toHaveCount(index + 1);
      await this.keepDoubtful(index);
    }
  }

  /** Answers from the question on the screen on, until `upTo` is on the screen or the review is. */
  async answerAll(answers, upTo = null) {
    for (;;) {
      const id = await this.current();
      if (id === upTo) return;
      await this.answer(answers[id]);
      await this.at('next').click();
      await expect(async () => {
        const review = await this.at('check-out').or(this.at('missing')).or(this.at('complete')).count();
        expect(review > 0 || (await this.current()) !== id).toBe(true);
      }).toPass();
      if ((await this.at('question').count()) === 0) return;
    }
  }

  /** Checks out, signs and hands in. */
  async handIn() {
    await this.at('check-out').click();
    await expect(this.at('checked-out')).toBeVisible();
    await this.at('agree').check({ force: true });
    await this.at('submit').click();
    await expect(this.at('handed-in')).toBeVisible();
  }
}
