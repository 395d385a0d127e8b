// What makes a page an app: the browser would install it, it opens with no network, and Lighthouse has no complaint.
import { test, expect } from '@playwright/test';
import lighthouse from 'lighthouse';
import { Chromium } from './support/chromium.js';
import { Phone } from './support/phone.js';
import { ADMIN, Server } from './support/server.js';
import { Staff } from './support/staff.js';

let server;
let browser;

test.beforeEach(async () => {
  server = await Server.start();
  // In a profile of its own: a private window installs nothing.
  browser = new Chromium();
  await browser.start();
});

test.afterEach(async () => {
  await browser.remove();
  await server.stop();
});

/** An enrolled phone whose app is kept for offline use. */
async function enrolled() {
  const staff = await Staff.logIn(server.origin, ADMIN);
  const plan = await staff.plan();
  const evaluator = await staff.invite();
  await staff.assign(plan, evaluator.id);
  const page = await browser.context.newPage();
  const phone = new Phone(page);
  await phone.enrol(evaluator.link);
  await phone.installed();
  return page;
}

test('the browser finds nothing that would keep the app from being installed', async () => {
  const page = await enrolled();
  const session = await browser.context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  const { url, errors, data } = await session.send('Page.getAppManifest');
  expect(url).toBe(`${server.origin}/app/manifest.webmanifest`);
  expect(errors).toEqual([]);
  expect(JSON.parse(data)).toMatchObject({ id: '/app/', start_url: '/app/', scope: '/app/', display: 'standalone' });
  const { appId } = await session.send('Page.getAppId');
  expect(appId).toBe(`${server.origin}/app/`);
});

test('the app opens with no network, even after the browser was killed', async () => {
  await enrolled();
  await server.down();
  await browser.kill();
  const context = await browser.start();
  const page = await context.newPage();
  await page.goto(`${server.origin}/app/`);
  await expect(page.getByTestId('visit')).toHaveCount(1);
});

/** What Lighthouse finds of an address, by category, with the audits that keep it from 100. */
async function audited(address, keepsStorage) {
  const { lhr } = await lighthouse(address, {
    port: browser.port, logLevel: 'silent', disableStorageReset: keepsStorage,
    onlyCategories: ['accessibility', 'best-practices'],
  });
  expect(lhr.runtimeError).toBeUndefined();
  const failed = ({ auditRefs }) => auditRefs
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
    .map(({ id }) => `${id}: ${lhr.audits[id].title}`);
  return Object.values(lhr.categories).map((category) => ({ [category.id]: category.score * 100, failed: failed(category) }));
}

test('Lighthouse finds nothing to better in accessibility and best practices', async () => {
  const perfect = [{ accessibility: 100, failed: [] }, { 'best-practices': 100, failed: [] }];
  expect(await audited(`${server.origin}/app/#/enrol`, false)).toEqual(perfect);
  const page = await enrolled();
  await page.close();
  expect(await audited(`${server.origin}/app/`, true)).toEqual(perfect);
});
