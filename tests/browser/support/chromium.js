// A browser of its own process group, with a profile that outlives it: it can be killed as a phone kills an app.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';

const SWITCHES = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-extensions',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-breakpad',
  '--disable-dev-shm-usage', '--no-default-browser-check', '--password-store=basic', '--lang=pt-BR',
  '--window-size=412,915',
];

export class Chromium {
  #child;
  #switches;

  /** A browser with an empty profile; `prepare(context)` is called at each start. */
  constructor({ prepare = async () => {}, switches = [] } = {}) {
    this.profile = mkdtempSync(path.join(tmpdir(), 'vitrine-profile-'));
    this.prepare = prepare;
    this.#switches = switches;
  }

  /** Starts the process and gives its one context. */
  async start() {
    const port = path.join(this.profile, 'DevToolsActivePort');
    rmSync(port, { force: true });
    this.#child = spawn(
      process.env.CHROMIUM ?? '/usr/bin/chromium',
      [...SWITCHES, ...this.#switches, '--remote-debugging-port=0', `--user-data-dir=${this.profile}`, 'about:blank'],
      { stdio: 'ignore', detached: true },
    );
    const deadline = Date.now() + 30_000;
    while (!existsSync(port) || !readFileSync(port, 'utf8').includes('\n')) {
      if (this.#hasEnded() || Date.now() > deadline) throw new Error('the browser did not start');
      await pause(10);
    }
    this.port = Number(readFileSync(port, 'utf8').split('\n')[0]);
    this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${this.port}`);
    [this.context] = this.browser.contexts();
    await this.prepare(this.context);
    return this.context;
  }

  #hasEnded() {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #ended() {
    if (!this.#hasEnded()) await new Promise((resolve) => this.#child.once('exit', resolve));
  }

  /** Ends the browser as it ends by itself. */
  async quit() {
    const session = await this.browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => {});
    await this.#ended();
  }

  /** Ends every process of the browser at once. */
  async kill() {
    if (!this.#child || this.#hasEnded()) return;
    process.kill(-this.#child.pid, 'SIGKILL');
    await this.#ended();
    await this.browser?.close().catch(() => {});
  }

  /** Ends it and removes its profile. */
  async remove() {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}
