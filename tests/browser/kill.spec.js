// The app dies at any moment of a visit: what it showed as saved is there when it opens again, and nothing is there
// twice. `VITRINE_KILLS` says how often it dies, `VITRINE_SEED` repeats a run.
import { test, expect } from '@playwright/test';
import { Chromium } from './support/chromium.js';
import { Dice, seed } from './support/dice.js';
import { Doomed, QUESTIONS } from './support/doomed.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';

const KILLS = Number(process.env.VITRINE_KILLS ?? 30);
const KILLS_PER_VISIT = 10;

/** How the app dies, and how often in that way. */
const DEATHS = {
  // The page's process is gone, as when a phone needs its memory.
  crash: 30,
  // The tab is closed without being asked.
  close: 15,
  // The page is loaded anew.
  reload: 15,
  // The browser ends as it ends by itself.
  quit: 8,
  // SIGKILL to every process of the browser.
  kill: 32,
};

test(`nothing shown as saved is lost in ${KILLS} deaths of the app`, async () => {
  test.setTimeout(120_000 + KILLS * 15_000);
  const chosen = seed();
  console.log(`VITRINE_SEED=${chosen}`);
  const dice = new Dice(chosen);
  const count = Math.ceil(KILLS / KILLS_PER_VISIT);
  const server = await Server.start();
  const browser = new Chromium();
  try {
    const staff = await Staff.logIn(server.origin, ADMIN);
    const stores = Array.from({ length: count }, (_, index) => `Loja ${index + 1}`);
    const plan = await staff.plan({ checklist: 'tests/fixtures/interrupted.toml', stores });
    const evaluator = await staff.invite();
    const visits = await staff.assign(plan, evaluator.id, count);
    const phone = new Doomed(browser, server, dice);
    await phone.enrol(evaluator.link, count);
    let left = KILLS;
    for (const [index, visit] of visits.entries()) {
      // Every other visit is done without a server: what is sent meanwhile must not come twice either.
      const isCutOff = index % 2 === 1;
      await phone.begin(visit);
      if (isCutOff) await server.down();
      const deaths = Math.min(left, KILLS_PER_VISIT);
      left -= deaths;
      for (let death = 1; death < deaths; death += 1) await phone.live(visit, dice.draw(DEATHS));
      if (isCutOff) await server.up();
      await phone.handIn(visit, dice.draw(DEATHS));
      expect(phone.book.wrong).toEqual([]);
    }
    for (const visit of visits) await phone.received(visit);
    for (const visit of visits) await arrivedOnce(staff, phone, visit);
    console.log(phone.told());
    expect(phone.book.wrong).toEqual([]);
  } finally {
    await browser.remove();
    await server.stop();
  }
});

/** The server's log of a visit says what the app showed: each event once, each answer and photo as shown last. */
async function arrivedOnce(staff, phone, visit) {
  const { events } = await staff.get(`/api/v1/visits/${visit}/events`);
  const bodies = events.map(({ body }) => (typeof body === 'string' ? JSON.parse(body) : body));
  expect(bodies.map(({ seq }) => seq)).toEqual(bodies.map((_, index) => index + 1));
  const answers = new Map();
  const photos = new Map();
  for (const { type, question, answer, photo } of bodies) {
    if (type === 'answered') answers.set(question, answer);
    if (type === 'cleared') answers.delete(question);
    if (type === 'photo_taken') {
      expect(photos.has(photo), 'a photo is announced once').toBe(false);
      photos.set(photo, question);
    }
    if (type === 'photo_discarded') photos.delete(photo);
  }
  for (const { id, kind } of QUESTIONS) {
    const kept = [...photos].filter(([, question]) => question === id).map(([photo]) => photo);
    const numbers = [];
    for (const photo of kept) numbers.push(await phone.numberOf(await staff.bytes(`/api/v1/visits/${visit}/photos/${photo}`)));
    expect(numbers.join(' '), `the photos of ${id}`).toBe(phone.book.latest(`${visit}/${id}#photos`));
    expect(asShown(kind, answers.get(id)), `the answer of ${id}`).toBe(phone.book.latest(`${visit}/${id}`));
  }
}

/** An answer of the wire as the screen shows it. */
function asShown(kind, answer) {
  if (answer === undefined) return '';
  const [value] = Object.values(answer);
  switch (kind) {
    case 'yes_no': return value ? 'option-yes' : 'option-no';
    case 'single': return `option-${value}`;
    case 'multiple': return value.map((id) => `option-${id}`).sort().join(' ');
    case 'nps': return `step-${value}`;
    default: return String(value);
  }
}
