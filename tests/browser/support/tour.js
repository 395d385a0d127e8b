// The way past every screen. At each one `look(page, name)` is called, once it is all there.
import { expect } from '@playwright/test';
import { Phone } from './phone.js';
import { ADMIN } from './server.js';
import { BRAND } from './scene.js';

export const DESK = { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 };

export async function logIn(page, origin, { email, password }) {
  await page.goto(`${origin}/login`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main button[type=submit]').click();
  await expect(page).not.toHaveURL(/login/);
}

async function past(page, origin, addresses, look) {
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(origin + address);
    await expect(page.locator('h1').first()).toBeVisible();
    await look(page, name);
  }
}

/** What the agency sees. */
export async function staffTour(page, { origin, plan, waiting, published, location, evaluator }, look) {
  await past(page, origin, { login: '/login' }, look);
  await logIn(page, origin, ADMIN);
  await past(page, origin, {
    home: '/',
    waves: '/waves',
    'wave-new': '/waves/new',
    wave: `/waves/${plan.wave}`,
    'wave-assign': `/waves/${plan.wave}/assign`,
    'wave-offers': `/waves/${plan.wave}/offers`,
    visit: `/visits/${waiting}`,
    'visit-return': `/visits/${waiting}/return`,
    places: '/places',
    people: '/people',
    'visit-files': '/visit-files',
    payments: '/payments',
    'payments-paid': '/payments/paid',
    'payments-account': `/payments/evaluators/${evaluator.id}`,
    training: '/training',
    learner: `/people/${evaluator.id}/training`,
    nowhere: '/waves/nowhere',
    comparison: `/brand/${plan.client}`,
    estimates: `/brand/${plan.client}/estimates`,
    pair: `/brand/${plan.client}/pair?a=${plan.locations[0]}&b=${plan.locations[3]}`,
    funnel: `/brand/${plan.client}/funnel`,
    trend: `/brand/${plan.client}/trend`,
    place: `/brand/${plan.client}/locations/${location}`,
    'visit-published': `/visits/${published}`,
  }, look);
  await page.goto(`${origin}/visits/${waiting}`);
  await page.locator('details.confirm summary').first().click();
  await look(page, 'visit-confirm');
  await page.goto(`${origin}/people`);
  await page.locator(`form[action="/people/${evaluator.id}/invitation"] button`).click();
  await expect(page.locator('.qr')).toBeVisible();
  await look(page, 'invitation');
}

/** What the brand sees. */
export async function brandTour(page, { origin, plan, published, location }, look) {
  await logIn(page, origin, BRAND);
  await past(page, origin, {
    'brand-home': '/',
    'brand-comparison': `/brand/${plan.client}`,
    'brand-place': `/brand/${plan.client}/locations/${location}`,
    'brand-visit': `/brand/visits/${published}`,
  }, look);
}

/** What the evaluator sees: a visit from the invitation to the receipt. */
export async function phoneTour(page, { origin, evaluator, retail, small }, look) {
  const phone = new Phone(page);
  await page.goto(`${origin}/app/#/enrol/AAAA-BBBB-CCCC`);
  await phone.at('enrol-submit').click();
  await expect(phone.at('enrol-problem')).toBeVisible();
  await look(page, 'enrol-problem');
  await page.goto(evaluator.link);
  await expect(phone.at('enrol-code')).not.toHaveValue('AAAA-BBBB-CCCC');
  await look(page, 'enrol');
  await phone.at('enrol-submit').click();
  await expect(phone.at('visit')).toHaveCount(2);
  await look(page, 'visits');
  await phone.at('place-sending').click();
  await expect(phone.at('sending-summary')).toBeVisible();
  await look(page, 'sending-empty');

  await phone.at('place-visits').click();
  await phone.openVisit(retail);
  await expect(phone.at('check-in')).toBeVisible();
  await look(page, 'briefing');
  await phone.checkIn();
  await look(page, 'question-photo');
  const kinds = {
    sign: 'yes-no', team_busy: 'single', greeting_time: 'timer', comfort: 'multiple', people_in_store: 'number',
    display_order: 'scale', served_role: 'text', nps: 'nps', csat: 'csat', ces: 'ces', return: 'thumb', outside: 'note',
  };
  for (const [question, kind] of Object.entries(kinds)) {
    await page.goto(`${origin}/app/#/visits/${retail}/questions/${question}`);
    await expect(phone.at('question')).toHaveAttribute('data-question', question);
    await look(page, `question-${kind}`);
  }
  await page.goto(`${origin}/app/#/visits/${retail}/questions`);
  await expect(phone.at('line').first()).toBeVisible();
  await look(page, 'outline');
  await phone.at('to-review').click();
  await expect(phone.at('missing')).toBeVisible();
  await look(page, 'review-missing');

  await page.goto(`${origin}/app/#/visits/${small}`);
  await phone.checkIn();
  await phone.answer({ options: ['yes'], photos: ['iphone-4s-gps-1.jpg', 'iphone-4s-gps-1.jpg'] });
  await phone.saved();
  await look(page, 'question-answered');
  await phone.at('photo-tile').first().click();
  await expect(phone.at('picture')).toBeVisible();
  await expect(phone.at('picture').locator('img')).toBeVisible();
  await look(page, 'picture');
  await phone.at('picture-close').click();
  await page.goto(`${origin}/app/#/visits/${small}/expenses`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await look(page, 'expenses');
  await page.goto(`${origin}/app/#/visits/${small}/questions/litter`);
  await expect(phone.at('question')).toHaveAttribute('data-question', 'litter');
  await phone.answerAll({
    litter: { options: ['no'] },
    greeting: { options: ['full'], photos: ['canon-s400.jpg', 'nikon-d2h-gps.jpg'] },
    fitting: { options: ['free'] },
    'offered-water': { options: ['yes'] },
    queue: { timer: [1, 5] },
    recommend: { step: 9 },
  });
  await expect(phone.at('complete')).toBeVisible();
  await look(page, 'review-complete');
  await phone.at('check-out').click();
  await expect(phone.at('checked-out')).toBeVisible();
  await look(page, 'review-statement');
  await phone.at('agree').check({ force: true });
  await page.context().setOffline(true);
  await phone.at('submit').click();
  await expect(phone.at('handed-in')).toBeVisible();
  await look(page, 'handed-in');
  await page.goto(`${origin}/app/#/sending`);
  await expect(phone.at('queued-visit')).toHaveCount(2);
  await look(page, 'sending-offline');
  await page.context().setOffline(false);
  const visit = page.locator(`[data-testid=queued-visit][data-visit="${small}"]`);
  await expect(visit).toHaveAttribute('data-received', 'true', { timeout: 60_000 });
  await look(page, 'sending-received');
  await page.goto(`${origin}/app/#/visits/${small}`);
  await expect(phone.at('receipt')).toBeVisible();
  await look(page, 'receipt');
  await phone.at('back').click();
  await phone.at('place-record').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await look(page, 'record');
  await phone.at('place-settings').click();
  await expect(phone.at('version')).toBeVisible();
  await look(page, 'settings');
  await page.goto(`${origin}/app/#/nowhere/at/all`);
  await expect(phone.at('nowhere')).toBeVisible();
  await look(page, 'nowhere');
}
