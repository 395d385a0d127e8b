// A day's visits: taken on, declined and given back with no signal; the job board; calendar and distance.
import { test, expect } from '@playwright/test';
import { Phone } from './support/phone.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';
import { DESK, logIn } from './support/tour.js';

let server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

/** Three stores, the first of them the farthest from where the phone says it is. */
async function network() {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan({ checklist: 'tests/fixtures/hand-worked.toml', stores: [] });
  const at = { Longe: -235900000, Perto: -235618000, Meio: -235700000 };
  const locations = await staff.post(`/api/v1/clients/${plan.client}/locations`, Object.entries(at).map(
    ([name, lat], index) => ({
      code: `SP-${index}`, name, address: 'Rua Augusta, 10, São Paulo', ownership: 'own',
      lat_e7: lat, lon_e7: -466560000, time_zone: 'America/Sao_Paulo',
    }),
  ));
  return { staff, plan: { ...plan, locations: locations.map(({ id }) => id) }, evaluator: await staff.invite() };
}

const row = (page, visit) => page.locator(`[data-testid=visit][data-visit="${visit}"]`);

test('taken on, declined and given back with no signal, and the agency reads why', async ({ browser, context, page }) => {
  const { staff, plan, evaluator } = await network();
  const [taken, declined, released] = await staff.assign(plan, evaluator.id, 3);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await context.setOffline(true);

  await phone.openVisit(taken);
  await phone.at('accept').click();
  await phone.at('back').click();
  await expect(row(page, taken).getByTestId('visit-asked')).toHaveText('Aceita, aguardando sinal');

  await phone.openVisit(declined);
  await phone.at('give-back').locator('summary').click();
  await phone.at('give-back-send').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await phone.at('give-back-reason').fill('Viagem marcada para a semana toda');
  await phone.at('give-back-send').click();
  await expect(phone.at('give-back')).toHaveCount(0);

  await page.goto(`${server.origin}/app/#/`);
  await phone.openVisit(released);
  await phone.checkIn();
  await page.goto(`${server.origin}/app/#/`);
  await phone.openVisit(released);
  await phone.at('give-back').locator('summary').click();
  await phone.at('give-back-reason').fill('A loja está fechada para obras');
  await phone.at('give-back-send').click();
  await expect(phone.at('give-back')).toHaveCount(0);

  // Nothing was asked of the server yet, and what was asked outlives the page.
  const states = async () => {
    const lines = await staff.get(`/api/v1/waves/${plan.wave}/visits`);
    return Object.fromEntries(lines.map(({ visit, state }) => [visit, state]));
  };
  expect(await states()).toEqual({ [taken]: 'assigned', [declined]: 'assigned', [released]: 'assigned' });
  await page.reload();
  await context.setOffline(false);
  await expect.poll(states).toEqual({ [taken]: 'accepted', [declined]: 'released', [released]: 'released' });

  const desk = await browser.newPage(DESK);
  await logIn(desk, server.origin, ADMIN);
  await desk.goto(`${server.origin}/visits/${declined}`);
  await expect(desk.getByText('Viagem marcada para a semana toda')).toBeVisible();
  await desk.goto(`${server.origin}/visits/${released}`);
  await expect(desk.getByText('A loja está fechada para obras')).toBeVisible();
  await desk.close();
});

test('the board says who may take what, and the first one has it', async ({ browser, context, page }) => {
  const { staff, plan, evaluator } = await network();
  const [far, near] = plan.locations;
  await staff.assign({ ...plan, locations: [far] }, evaluator.id);
  await staff.put(`/api/v1/waves/${plan.wave}/rules`, { rotation_days: 30 });
  const offers = await staff.assign({ ...plan, locations: [far, near] }, null, 2);
  await staff.post(`/api/v1/waves/${plan.wave}/offers`, { visits: offers });
  const offer = (on, visit) => on.locator(`[data-testid=offer][data-visit="${visit}"]`);

  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.at('place-board').click();
  await expect(offer(page, offers[0])).toHaveAttribute('data-eligible', 'false');
  await expect(offer(page, offers[0]).getByTestId('not-eligible')).toContainText('não volta tão cedo a este local');
  await expect(offer(page, offers[0]).getByTestId('claim')).toHaveCount(0);

  // With no signal the board is read, and nothing is promised.
  await context.setOffline(true);
  await expect(phone.at('board-offline')).toBeVisible();
  await expect(offer(page, offers[1]).getByTestId('claim')).toBeDisabled();

  // Somebody else is quicker.
  const other = await staff.invite('Avaliadora 02');
  const theirs = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'pt-BR' });
  const second = new Phone(await theirs.newPage());
  await second.page.goto(other.link);
  await second.at('enrol-submit').click();
  await second.at('place-board').click();
  await offer(second.page, offers[1]).getByTestId('claim').click();
  await expect(second.at('check-in')).toBeVisible();
  await theirs.close();

  // Back online, what is gone leaves the board by itself.
  await context.setOffline(false);
  await expect(offer(page, offers[1])).toHaveCount(0);
  await expect(offer(page, offers[0])).toHaveCount(1);
});

test('near visits first, a link to the map, and the day in the calendar', async ({ page }) => {
  const { staff, plan, evaluator } = await network();
  const window = { ...plan.window, closes_at: new Date(Date.now() + 3 * 60 * 60 * 1000).toISOString() };
  const [far] = await staff.assign({ ...plan, window }, evaluator.id, 3);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await expect(phone.at('visit')).toHaveCount(3);
  await expect(phone.at('reminder')).toBeVisible();

  await phone.at('sort-distance').click();
  await expect(phone.at('away')).toHaveCount(3);
  await expect(phone.at('visit').locator('.row-title')).toHaveText(['Perto', 'Meio', 'Longe']);

  await phone.openVisit(far);
  await expect(phone.at('map')).toHaveAttribute('href', /-23\.59/);
  const [download] = await Promise.all([page.waitForEvent('download'), phone.at('calendar').click()]);
  expect(download.suggestedFilename()).toBe('vitrine.ics');
  const stream = await download.createReadStream();
  const parts = [];
  for await (const part of stream) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines.at(-2)).toBe('END:VCALENDAR');
  expect(lines).toContain('SUMMARY:Longe');
  expect(lines.filter((line) => /^DTSTART:\d{8}T\d{6}Z$/.test(line))).toHaveLength(1);
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});
