// A small network with visits in every state: what there is to see on the screens.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from '@playwright/test';
import * as tus from 'tus-js-client';
import { Handset, VisitLog, photoTaken } from './handset.js';
import { photo } from './phone.js';
import { ADMIN, Server } from './server.js';
import { Staff } from './staff.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const STORES = ['Paulista', 'Batel', 'Ipanema', 'Boa Viagem'];
const DECLARATION = 'Estive no local e relato o que vi.';

export const BRAND = { email: 'marca@vitrine.test', password: 'a brand may look but not touch' };

/** Answers without photos, from the best visit to the worst. */
const ANSWERS = [
  { lit: true, litter: false, greeting: 'full', fitting: 'free', 'offered-water': true, queue: 60_000, recommend: 10 },
  { lit: true, litter: true, greeting: 'partial', fitting: 'free', 'offered-water': false, queue: 90_000, recommend: 8 },
  { lit: true, litter: true, greeting: 'none', fitting: 'no-room', 'offered-water': false, queue: 60_000, recommend: 5 },
  { lit: false, litter: true, greeting: 'none', fitting: 'busy', 'offered-water': false, queue: 110_000, recommend: 2 },
].map(({ lit, litter, greeting, fitting, 'offered-water': water, queue, recommend }) => ({
  lit: { yes_no: lit },
  litter: { yes_no: litter },
  greeting: { choice: greeting },
  fitting: { choice: fitting },
  'offered-water': { yes_no: water },
  queue: { elapsed_ms: queue },
  recommend: { rating: recommend },
}));

const PHOTOS = [
  ['lit', 'canon-s400.jpg'], ['lit', 'nikon-d2h-gps.jpg'],
  ['greeting', 'iphone-4s-gps-1.jpg'], ['greeting', 'iphone-4s-gps-rotated.jpg'],
].map(([question, name]) => ({ question, bytes: readFileSync(photo(name)) }));

const byKey = (a, b) => (a[0] < b[0] ? -1 : 1);
const hexSha256 = (text) => createHash('sha256').update(text).digest('hex');

function upload(handset, visit, event, bytes) {
  return new Promise((resolve, reject) => {
    new tus.Upload(bytes, {
      endpoint: `${handset.origin}/api/v1/uploads`,
      headers: handset.headers,
      metadata: { visit, photo: event.photo, sha256: event.sha256 },
      onError: reject,
      onSuccess: resolve,
    }).start();
  });
}

/** A whole visit, handed in. */
async function handIn(handset, visit, checklist, answers) {
  const log = new VisitLog(visit, handset.device, checklist);
  log.write({ type: 'checked_in' });
  for (const [question, answer] of Object.entries(answers)) {
    const comment = question === 'greeting' ? 'A equipe estava repondo a vitrine.' : undefined;
    log.write({ type: 'answered', question, answer, comment });
  }
  const taken = PHOTOS.map(({ question, bytes }) => ({ event: photoTaken(question, bytes), bytes }));
  for (const { event } of taken) log.write(event);
  log.write({ type: 'checked_out' });
  log.write({ type: 'declared', statement: hexSha256(DECLARATION) });
  const kept = taken.map(({ event: { photo: id, sha256 } }) => ({ photo: id, sha256 }));
  log.write({
    type: 'submitted',
    answers_sha256: hexSha256(JSON.stringify(Object.fromEntries(Object.entries(answers).sort(byKey)))),
    photos: kept.sort((a, b) => byKey([a.photo], [b.photo])),
    score: null,
  });
  const { outcomes } = await handset.push(log);
  const refused = outcomes.find(({ outcome }) => outcome !== 'accepted');
  if (refused) throw new Error(`an event of the visit was refused: ${JSON.stringify(refused)}`);
  await Promise.all(taken.map(({ event, bytes }) => upload(handset, visit, event, bytes)));
}

/** Two waves: one read and published but for its last visit, one that an evaluator has on the phone. */
export class Scene {
  static async start() {
    const scene = new Scene();
    scene.server = await Server.start();
    try {
      await scene.#fill();
    } catch (error) {
      await scene.stop();
      throw error;
    }
    return scene;
  }

  async stop() {
    await this.server.stop();
  }

  get origin() {
    return this.server.origin;
  }

  async #fill() {
    const staff = await Staff.logIn(this.origin, ADMIN);
    const plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml', stores: STORES });
    const writer = await staff.invite('Avaliadora 02');
    const visits = await staff.assign(plan, writer.id, 2 * STORES.length);
    const handset = await Handset.enrol(this.origin, writer.code);
    const { assignments } = await handset.get('/api/v1/sync?after=0');
    const { sha256 } = assignments[0].checklist;
    for (const [index, visit] of visits.entries()) {
      // The second time round each location does one step worse, the worst one better.
      const step = index < STORES.length ? index : Math.min(index - STORES.length + 1, 2);
      await handIn(handset, visit, sha256, ANSWERS[step]);
    }
    const [waiting, ...done] = [...visits].reverse();
    for (const visit of done) {
      for (const to of ['in_review', 'approved', 'published']) {
        await staff.post(`/api/v1/visits/${visit}/moves`, { to });
      }
    }
    await staff.post(`/api/v1/visits/${waiting}/moves`, { to: 'in_review' });
    await staff.post('/api/v1/users', { ...BRAND, name: 'Marca', role: 'client_viewer', lang: 'pt-BR', client: plan.client });

    const retail = await this.#second(staff, plan);
    Object.assign(this, { plan, waiting, published: done[0], location: plan.locations[0], ...retail });
  }

  /** The second wave: the shipped checklist, on the phone of someone who has yet to enrol. */
  async #second(staff, plan) {
    const toml = readFileSync(new URL('../../../checklists/retail/retail-store.toml', import.meta.url), 'utf8');
    const checklist = await staff.publish(toml);
    const window = { ...plan.window, closes_at: new Date(Date.now() + 9 * DAY_MS).toISOString() };
    const wave = (await staff.post('/api/v1/waves', { client: plan.client, name: 'Onda 2', checklist, ...window })).id;
    const evaluator = await staff.invite('Avaliador 01');
    const [retail] = await staff.assign({ ...plan, wave, window, persona: 'gift' }, evaluator.id, 1);
    const [small] = await staff.assign({ ...plan, locations: plan.locations.slice(1) }, evaluator.id, 1);
    return { evaluator, retail, small, wave };
  }
}

/** One network for all tests of a file: gives how they get at it. */
export function staged() {
  let scene;
  test.beforeAll(async () => {
    scene = await Scene.start();
  });
  test.afterAll(async () => {
    await scene?.stop();
  });
  return () => scene;
}
