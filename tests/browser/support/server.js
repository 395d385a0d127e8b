// A real `vitrine serve` on a port of the system's choosing, with its data in a temporary folder.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../..');
const binary = process.env.VITRINE_BIN ?? path.join(root, 'target/debug/vitrine');
export const app = process.env.VITRINE_APP_DIR ?? path.join(root, 'dist/app');

export const ADMIN = { email: 'admin@vitrine.test', password: 'correct horse battery staple' };

export class Server {
  #child;
  #listen = '127.0.0.1:0';

  constructor(appDir = app) {
    this.app = appDir;
    this.data = mkdtempSync(path.join(tmpdir(), 'vitrine-browser-'));
  }

  /** Makes the agency and its administrator, and starts. */
  static async start(appDir = app) {
    const server = new Server(appDir);
    const added = spawnSync(
      binary,
      ['user', 'add', '--role', 'admin', '--email', ADMIN.email, '--name', 'Administração',
        '--agency', 'Agência Modelo', '--data', server.data],
      { env: { ...process.env, VITRINE_PASSWORD: ADMIN.password }, encoding: 'utf8' },
    );
    if (added.status !== 0) throw new Error(`vitrine user add: ${added.stderr}`);
    await server.up();
    return server;
  }

  /** Starts the process, on the same address as before if it ran before. */
  async up() {
    const ready = path.join(this.data, 'ready');
    rmSync(ready, { force: true });
    const log = openSync(path.join(this.data, 'server.log'), 'a');
    this.#child = spawn(
      binary,
      ['serve', '--listen', this.#listen, '--data', this.data, '--app', this.app, '--ready-file', ready],
      { stdio: ['ignore', 'ignore', log] },
    );
    closeSync(log);
    const deadline = Date.now() + 30_000;
    for (;;) {
      let address = '';
      try { address = readFileSync(ready, 'utf8'); } catch { /* not there yet */ }
      if (address.endsWith('\n')) {
        this.#listen = address.trim();
        this.origin = `http://${this.#listen}`;
        return;
      }
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the server did not start: ${readFileSync(path.join(this.data, 'server.log'), 'utf8')}`);
      }
      await pause(10);
    }
  }

  /** Ends the process at once, as a power cut would; the data stay. */
  async down() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async stop() {
    await this.down();
    rmSync(this.data, { recursive: true, force: true });
  }
}
