// Too much of everything: a full phone, two hundred questions, thirty visits that wait.
import { test, expect } from '@playwright/test';
import { begun } from './support/desk.js';
import { Phone, photo } from './support/phone.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';

const QUESTIONS = 200;
const VISITS = 30;

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

/** A checklist of so many questions in ten touchpoints. */
function long() {
  const each = QUESTIONS / 10;
  const numbers = (count) => Array.from({ length: count }, (_, index) => index);
  const question = (t, q) => `
[[touchpoints.questions]]
id = "q${t * each + q + 1}"
kind = "yes_no"
text = "Pergunta ${t * each + q + 1}?"
points = { yes = 1, no = 0 }
`;
  const touchpoint = (t) => `
[[touchpoints]]
id = "t${t}"
title = "Ponto ${t}"
stage = "active_evaluation"
channel = "in_store"
touch = "high"
pillar = "people"
weight = 1
${numbers(each).map((q) => question(t, q)).join('')}`;
  return `format = 1
id = "long"
version = 1
sector = "retail"
framework = "decision_journey"
languages = ["pt-BR"]
title = "Duzentas perguntas"
briefing = "Observe."
declaration = "Estive no local."
${numbers(10).map(touchpoint).join('')}`;
}

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
  const plan = await staff.plan({ text: long() });
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.slowed(4);
  await phone.openVisit(visit);
  await phone.checkIn();
  await expect(phone.at('question-of')).toHaveText(`1 de ${QUESTIONS}`);
  await phone.answer({ options: ['yes'] });
  await phone.at('to-list').click();
  await expect(phone.at('line')).toHaveCount(QUESTIONS);
  await phone.at('line').nth(QUESTIONS - 1).click();
  await expect(phone.at('question')).toHaveAttribute('data-question', `q${QUESTIONS}`);
  await phone.answer({ options: ['no'] });
  await phone.at('next').click();
  await expect(phone.at('missing')).toBeVisible();
  await expect(phone.at('missing-item')).toHaveCount(QUESTIONS - 2);
  await phone.at('missing-item').first().click();
  await expect(phone.at('question')).toHaveAttribute('data-question', 'q2');
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
