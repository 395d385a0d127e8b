// Too much of everything: a full phone, two hundred questions, thirty visits that wait.
import { test, expect } from '@playwright/test';
import { begun } from './support/desk.js';
import { manyIds, manyQuestions } from './support/many.js';
import { Phone, photo } from './support/phone.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';

const [TOUCHPOINTS, EACH] = [10, 20];
const QUESTIONS = manyIds(TOUCHPOINTS, EACH);
const VISITS = 30;

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

test('a full phone says so, keeps what it has, and goes on when there is room', async ({ context, page }) => {
  const { phone, visit } = await begun(page, server, 'tests/fixtures/hand-worked.toml');
  await phone.answer({ options: ['yes'], photos: ['canon-s400.jpg'] });
  const session = await context.newCDPSession(page);
  const origin = server.origin;
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage });
  await expect(async () => {
    await phone.at('photo-file').setInputFiles(photo('xiaomi-mi3-13mp.jpg'));
    await expect(page.getByText('Não há espaço no aparelho').first()).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });

  // All that was shown as saved is there, and no more.
  const kept = await phone.at('photo-tile').count();
  await page.reload();
  await expect(phone.at('photo-tile')).toHaveCount(kept);
  await expect(phone.at('option-yes')).toBeChecked();

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.goto(`${origin}/app/#/visits/${visit}/questions/greeting`);
  await phone.answer({ options: ['full'], photos: ['nikon-d2h-gps.jpg'] });
  await page.reload();
  await expect(phone.at('photo-tile')).toHaveCount(1);
  await expect(phone.at('option-full')).toBeChecked();
});

test('two hundred questions are walked on a slow phone like seven', async ({ page }) => {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ text: manyQuestions(TOUCHPOINTS, EACH) });
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.slowed(4);
  await phone.openVisit(visit);
  await phone.checkIn();
  await expect(phone.at('question-of')).toHaveText(`1 de ${QUESTIONS.length}`);
  await phone.answer({ options: ['yes'] });
  await phone.at('to-list').click();
  await expect(phone.at('line')).toHaveCount(QUESTIONS.length);
  await phone.at('line').last().click();
  await expect(phone.at('question')).toHaveAttribute('data-question', QUESTIONS.at(-1));
  await phone.answer({ options: ['no'] });
  await phone.at('next').click();
  await expect(phone.at('missing')).toBeVisible();
  await expect(phone.at('missing-item')).toHaveCount(QUESTIONS.length - 2);
  await phone.at('missing-item').first().click();
  await expect(phone.at('question')).toHaveAttribute('data-question', QUESTIONS[1]);
});

test('thirty visits wait for a signal, and each arrives once', async ({ context, page }) => {
  test.setTimeout(240_000);
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/errand.toml', stores: ['Paulista', 'Batel', 'Moema'] });
  const evaluator = await staff.invite();
  const visits = await staff.assign(plan, evaluator.id, VISITS);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await expect(phone.at('visit')).toHaveCount(VISITS);
  await context.setOffline(true);
  for (const visit of visits) {
    await page.goto(`${server.origin}/app/#/visits/${visit}`);
    await phone.checkIn();
    await phone.answer({ options: ['yes'] });
    await page.goto(`${server.origin}/app/#/visits/${visit}/review`);
    await phone.handIn();
  }
  await page.goto(`${server.origin}/app/#/sending`);
  await expect(phone.at('queued-visit')).toHaveCount(VISITS);
  await expect(page.locator('[data-testid=queued-visit][data-received=true]')).toHaveCount(0);

  await context.setOffline(false);
  const received = page.locator('[data-testid=queued-visit][data-received=true]');
  await expect(received).toHaveCount(VISITS, { timeout: 60_000 });
  for (const visit of visits) {
    expect((await staff.get(`/api/v1/visits/${visit}`)).state).toBe('submitted');
    const { events } = await staff.get(`/api/v1/visits/${visit}/events`);
    expect(new Set(events.map(({ seq }) => seq)).size).toBe(events.length);
  }
});
