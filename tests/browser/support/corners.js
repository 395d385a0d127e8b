// The way past the screens that an ordinary visit does not open: the board, the camera, the editor, memos, a file
// to save, a second window. At each one `look(page, name)` is called, once it is all there.
import { expect } from '@playwright/test';
import { Phone, photo } from './phone.js';
import { ADMIN } from './server.js';
import { Staff } from './staff.js';

/** An evaluator with a visit full of photos, and a board with a visit for them and one that is not. */
async function prepared(origin) {
  const staff = await Staff.logIn(origin, ADMIN);
  const plan = await staff.plan({
    checklist: 'tests/fixtures/photos.toml', stores: ['Pinheiros', 'Moema', 'Lapa'], brand: 'Casa Ipê',
  });
  const [mine, other, third] = plan.locations;
  const evaluator = await staff.invite('Avaliadora 07');
  const [visit] = await staff.assign({ ...plan, locations: [mine] }, evaluator.id);
  await staff.assign({ ...plan, locations: [other] }, evaluator.id);
  await staff.put(`/api/v1/waves/${plan.wave}/rules`, { rotation_days: 30 });
  const offers = await staff.assign({ ...plan, locations: [mine, third] }, null, 2);
  await staff.post(`/api/v1/waves/${plan.wave}/offers`, { visits: offers });
  return { evaluator, visit };
}

async function camera(page, phone, look) {
  await phone.at('open-camera').click();
  await expect(phone.at('shutter')).toBeEnabled();
  await look(page, 'camera');
  await phone.at('shutter').click();
  await expect(phone.at('photo-doubt')).toBeVisible();
  await look(page, 'photo-doubt');
  await phone.at('photo-doubt').getByTestId('photo-keep').click();
  await phone.at('camera-close').click();
  await expect(phone.at('camera')).toHaveCount(0);
  // A lens that cannot be had.
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    globalThis.lens = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await phone.at('open-camera').click();
  await expect(phone.at('camera-closed')).toBeVisible();
  await look(page, 'camera-refused');
  await phone.at('camera-closed').getByTestId('photo-file-camera').setInputFiles(photo('canon-s400.jpg'));
  await expect(phone.at('photo-tile')).toHaveCount(2);
  await page.evaluate(() => { navigator.mediaDevices.getUserMedia = globalThis.lens; });
}

async function editor(page, phone, look) {
  await phone.at('photo-tile').last().click();
  await phone.at('photo-edit').click();
  await expect(phone.at('editor-canvas')).toBeVisible();
  await phone.at('editor-canvas').focus();
  for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key);
  await expect(phone.at('editor-count')).toContainText('1');
  await look(page, 'editor');
  await phone.at('editor-cancel').click();
  await expect(phone.at('editor')).toHaveCount(0);
  const close = phone.at('picture-close');
  if (await close.count()) await close.click();
}

async function memo(page, phone, look) {
  await phone.at('memo-record').click();
  await expect(phone.at('memo-time')).toContainText('0:01');
  await look(page, 'memo-live');
  await phone.at('memo-stop').click();
  await expect(phone.at('memo')).toHaveCount(1);
  await phone.at('memo-listen').click();
  await expect(phone.at('memo-player')).toBeVisible();
  await look(page, 'memo');
}

/** What the evaluator sees now and then. */
export async function cornersTour(page, { origin }, look) {
  const { evaluator, visit } = await prepared(origin);
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.at('place-board').click();
  await expect(phone.at('offer')).toHaveCount(2);
  await look(page, 'board');
  await page.context().setOffline(true);
  await expect(phone.at('board-offline')).toBeVisible();
  await look(page, 'board-offline');

  await phone.at('place-visits').click();
  await phone.at('sort-distance').click();
  await expect(phone.at('away').first()).toBeVisible();
  await look(page, 'visits-near');
  await phone.openVisit(visit);
  await phone.at('give-back').locator('summary').click();
  await expect(phone.at('give-back-reason')).toBeVisible();
  await look(page, 'give-back');
  await phone.checkIn();
  await camera(page, phone, look);
  await editor(page, phone, look);
  await memo(page, phone, look);

  await page.goto(`${origin}/app/#/sending`);
  await phone.at('export-fold').first().click();
  await phone.at('export').first().click();
  await expect(phone.at('export-ready')).toBeVisible();
  await look(page, 'export-ready');
  await page.context().setOffline(false);
  const second = await page.context().newPage();
  await second.goto(`${origin}/app/`);
  await expect(second.getByTestId('elsewhere')).toBeVisible();
  await look(second, 'elsewhere');
  await second.close();
}
