// Training with no signal: read, failed, passed, certified; no visit before it; a dry run that leaves no trace.
import { test, expect } from '@playwright/test';
import { HAND_WORKED, Phone } from './support/phone.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';
import { DESK, logIn } from './support/tour.js';
import { inspector } from './support/rules.js';
import { RIGHT, TRAINING, WRONG, takeQuiz, trainingTour, useUp } from './support/training.js';

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

/** An evaluator with a visit whose checklist got its training afterwards. */
async function toLearn() {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml' });
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  await staff.post('/api/v1/trainings', TRAINING, 'application/toml');
  return { staff, plan, evaluator, visit };
}

/** Everything that the app keeps in this browser: the files of its database, and its settings. */
const kept = (page) => page.evaluate(async () => {
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      const at = `${path}/${name}`;
      if (entry.kind === 'directory') await walk(entry, at);
      else found[at] = hex(await crypto.subtle.digest('SHA-256', await (await entry.getFile()).arrayBuffer()));
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  for (const key of Object.keys(localStorage)) found[`setting ${key}`] = localStorage.getItem(key);
  return found;
});

test('trained and certified with no signal, then known to the agency', async ({ browser, context, page }) => {
  const { staff, plan, evaluator, visit } = await toLearn();
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.at('place-training').click();
  await expect(phone.at('course')).toHaveAttribute('data-standing', 'open');

  await server.down();
  await context.setOffline(true);
  await phone.at('place-visits').click();
  await phone.openVisit(visit);
  await expect(phone.at('training-first')).toBeVisible();
  await expect(phone.at('check-in')).toHaveCount(0);
  await phone.at('to-training').click();

  // Read, one after the other.
  await phone.at('module').first().click();
  await expect(phone.at('module-text')).toContainText('Registre o que viu e ouviu.');
  await phone.at('module-read').click();
  await expect(phone.at('module-text')).toContainText('Releia os textos');
  await phone.at('module-read').click();
  await expect(page.locator('[data-testid=module][data-read=true]')).toHaveCount(2);

  // Failed once; what was wrong is explained.
  await phone.at('quiz-begin').click();
  await takeQuiz(phone, WRONG);
  await expect(phone.at('quiz-score')).toBeVisible();
  await expect(page.locator('[data-testid=explained][data-right=false]')).toHaveCount(3);
  await phone.at('to-course').click();
  await expect(phone.at('attempt')).toHaveCount(1);

  // Begun again, cut by a reload, taken up where it was, passed.
  await phone.at('quiz-begin').click();
  const first = await phone.at('quiz-question').getAttribute('data-question');
  await phone.at(`option-${RIGHT[first]}`).check({ force: true });
  await expect(phone.at('quiz-next')).toBeEnabled();
  await page.reload();
  await expect(phone.at('quiz-of')).toContainText('2');
  await phone.at('quiz-before').click();
  await expect(phone.at('quiz-question')).toHaveAttribute('data-question', first);
  await takeQuiz(phone, RIGHT);
  await expect(phone.at('certificate')).toContainText('3');
  await expect(phone.at('certificate-waits')).toBeVisible();

  // Now the visit can begin, still with no signal.
  await phone.at('to-visits').click();
  await phone.openVisit(visit);
  await phone.checkIn();

  await server.up();
  await context.setOffline(false);
  await page.goto(`${server.origin}/app/#/training`);
  await phone.at('course').click();
  await expect(phone.at('certificate-waits')).toHaveCount(0, { timeout: 60_000 });
  await expect.poll(async () => (await staff.get(`/api/v1/visits/${visit}`)).state, { timeout: 60_000 })
    .toBe('in_progress');

  const desk = await browser.newContext({ ...DESK, locale: 'pt-BR' });
  const desktop = await desk.newPage();
  await logIn(desktop, server.origin, ADMIN);
  await desktop.goto(`${server.origin}/people`);
  await desktop.locator(`a[href="/people/${evaluator.id}/training"]`).click();
  await expect(desktop.getByRole('main')).toContainText('3/3');
  await expect(desktop.getByRole('main')).toContainText('0/3');
  await expect(desktop.getByRole('main')).toContainText(plan.checklist.id);
  await desk.close();
});

test('a dry run is a whole visit and leaves no trace', async ({ context, page }) => {
  const { staff, evaluator, visit } = await toLearn();
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.openVisit(visit);
  await expect(phone.at('practise')).toBeEnabled();
  await context.setOffline(true);
  const before = await kept(page);
  expect(Object.keys(before).length).toBeGreaterThan(1);

  await phone.at('practise').click();
  await expect(phone.at('practice-bar')).toBeVisible();
  await phone.checkIn();
  // A stopwatch that is left running would be remembered beside the core.
  await page.getByTestId('to-list').click();
  await page.locator('[data-testid=line]', { hasText: /fila|tempo|espera/i }).first().click();
  await phone.at('timer-toggle').click();
  await page.getByTestId('to-list').click();
  await page.locator('[data-testid=line]').first().click();
  await expect(phone.at('question')).toHaveAttribute('data-question', 'lit');
  const { queue, ...answers } = HAND_WORKED;
  await phone.answerAll(answers, 'queue');
  await phone.answer({ ...queue, timer: undefined });
  await phone.at('timer-toggle').click();
  await phone.saved();
  await phone.at('next').click();
  await expect(phone.at('question')).not.toHaveAttribute('data-question', 'queue');
  await phone.answerAll(HAND_WORKED);
  await expect(phone.at('practice-bar')).toBeVisible();
  await phone.at('check-out').click();
  await phone.at('agree').check({ force: true });
  await phone.at('submit').click();
  await expect(phone.at('practice-done')).toBeVisible();
  await phone.at('practice-close').click();

  await expect(phone.at('practice-bar')).toHaveCount(0);
  await expect(phone.at('stage')).toHaveAttribute('data-stage', 'stage-to-do');
  expect(await kept(page)).toEqual(before);
  await context.setOffline(false);
  await page.goto(`${server.origin}/app/#/sending`);
  await expect(phone.at('queued-visit')).toHaveCount(0);
  expect((await staff.get(`/api/v1/visits/${visit}/events`)).events).toEqual([]);
  expect((await staff.get(`/api/v1/visits/${visit}`)).state).toBe('assigned');

  // One that is cut off leaves nothing either.
  await page.goto(`${server.origin}/app/#/visits/${visit}`);
  await phone.at('practise').click();
  await phone.checkIn();
  await page.reload();
  await expect(phone.at('failure')).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /timer|practice/.test(key)))).toEqual([]);
});

test('attempts run out, and the coordinator gives new ones', async ({ browser, page }) => {
  const { evaluator } = await toLearn();
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.at('place-training').click();
  await phone.at('course').click();
  await useUp(phone);
  await expect(phone.at('quiz-begin')).toHaveCount(0);

  const desk = await browser.newContext({ ...DESK, locale: 'pt-BR' });
  const desktop = await desk.newPage();
  await logIn(desktop, server.origin, ADMIN);
  const give = desktop.locator(`form[action="/people/${evaluator.id}/training/attempts"] button`);
  await expect(async () => {
    await desktop.goto(`${server.origin}/people/${evaluator.id}/training`);
    await expect(desktop.locator('tbody tr')).toHaveCount(2, { timeout: 500 });
  }).toPass();
  await give.click();
  await expect(desktop.locator('.notice-good')).toBeVisible();
  await desk.close();

  await page.goto(`${server.origin}/app/#/sending`);
  await phone.at('retry-now').click();
  await page.goto(`${server.origin}/app/#/training`);
  await expect(phone.at('course')).toHaveAttribute('data-standing', 'open');
});

test('the screens of training keep the rules', async ({ page }, info) => {
  const { found, look } = inspector();
  const shown = async (at, name) => {
    for (const colorScheme of ['dark', 'light']) {
      await at.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await at.screenshot({ path: info.outputPath(`${name}-${colorScheme}.png`), fullPage: true });
    }
    const wide = await at.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${name}: ${wide} px wider than the screen`);
    await look(at, name);
  };
  await trainingTour(new Phone(page), await toLearn(), shown);
  expect(found).toEqual([]);
});
