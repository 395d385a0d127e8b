// The uploads, by a client that nobody here wrote: tus-js-client.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from '@playwright/test';
import * as tus from 'tus-js-client';
import { Handset, VisitLog, photoTaken } from './support/handset.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';

const photo = readFileSync(
  path.resolve(path.dirname(new URL(import.meta.url).pathname), '../fixtures/photos/xiaomi-mi3-13mp.jpg'));

/** A visit whose log announces one photo, pushed; gives what an upload needs. */
async function announced(server) {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan();
  const evaluator = await staff.invite();
  const [visit] = await staff.assign(plan, evaluator.id);
  const handset = await Handset.enrol(server.origin, evaluator.code);
  const { assignments } = await handset.get('/api/v1/sync?after=0');
  const { sha256 } = assignments[0].checklist;
  const checklist = await handset.get(`/api/v1/checklists/${sha256}`);
  const question = checklist.touchpoints.flatMap(({ questions }) => questions).find(({ photos }) => photos).id;
  const log = new VisitLog(visit, handset.device, sha256);
  const event = photoTaken(question, photo);
  log.write({ type: 'checked_in' });
  log.write(event);
  const reply = await handset.push(log);
  expect(reply.outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  expect(reply.status.missing_photos).toEqual([event.photo]);
  return { handset, visit, event };
}

function upload({ handset, visit, event }, options) {
  return new Promise((resolve, reject) => {
    const client = new tus.Upload(photo, {
      endpoint: `${handset.origin}/api/v1/uploads`,
      headers: handset.headers,
      metadata: { visit, photo: event.photo, sha256: event.sha256 },
      chunkSize: 128 * 1024,
      retryDelays: [50, 100, 200, 400, 800, 1600],
      onError: reject,
      onSuccess: () => resolve(client),
      ...options(),
    });
    client.start();
  });
}

test('a photo arrives in chunks and is there once', async () => {
  const server = await Server.start();
  try {
    const visit = await announced(server);
    const offsets = [];
    await upload(visit, () => ({ onChunkComplete: (_size, accepted) => offsets.push(accepted) }));
    expect(offsets.at(-1)).toBe(photo.length);
    expect(offsets.length).toBe(Math.ceil(photo.length / (128 * 1024)));
    const status = await visit.handset.get(`/api/v1/visits/${visit.visit}/status`);
    expect(status.missing_photos).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('an upload goes on where it stood after the server was killed', async () => {
  const server = await Server.start();
  try {
    const visit = await announced(server);
    let killed = false;
    const resumedAt = [];
    await upload(visit, () => ({
      onChunkComplete: async (_size, accepted) => {
        if (killed) {
          resumedAt.push(accepted);
        } else if (accepted >= 3 * 128 * 1024) {
          killed = true;
          await server.down();
          await server.up();
        }
      },
    }));
    expect(killed).toBe(true);
    expect(resumedAt[0]).toBeGreaterThan(3 * 128 * 1024);
    const status = await visit.handset.get(`/api/v1/visits/${visit.visit}/status`);
    expect(status.missing_photos).toEqual([]);
  } finally {
    await server.stop();
  }
});
