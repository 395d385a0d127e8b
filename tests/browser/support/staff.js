// The agency's side of the API: what a coordinator's tools would send.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../../..');
const DAY_MS = 24 * 60 * 60 * 1000;

export class Staff {
  #cookie = '';

  constructor(origin) {
    this.origin = origin;
  }

  static async logIn(origin, { email, password }) {
    const staff = new Staff(origin);
    await staff.post('/api/v1/session', { email, password });
    return staff;
  }

  async post(url, body, type = 'application/json') {
    return this.#send(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: type === 'application/json' ? JSON.stringify(body) : body,
    });
  }

  async put(url, body) {
    const headers = { 'content-type': 'application/json' };
    return this.#send(url, { method: 'PUT', headers, body: JSON.stringify(body) });
  }

  /** Takes a phone's token away. */
  async revoke(device) {
    return this.#send(`/api/v1/devices/${device}`, { method: 'DELETE', headers: {} });
  }

  async get(url) {
    return this.#send(url, { method: 'GET', headers: {} });
  }

  /** The bytes at this path. */
  async bytes(url) {
    const response = await this.#fetch(url, { method: 'GET', headers: {} });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async #fetch(url, request) {
    return fetch(this.origin + url, {
      ...request,
      headers: { ...request.headers, origin: this.origin, cookie: this.#cookie },
    });
  }

  async #send(url, request) {
    const response = await this.#fetch(url, request);
    // The server sets one cookie: the session.
    const set = response.headers.get('set-cookie');
    if (set) [this.#cookie] = set.split(';');
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Publishes a checklist, after those pictures of `checklists/pictures` that it names. */
  async publish(toml) {
    for (const [, file] of toml.matchAll(/\bfile = "([^"]+)"/g)) {
      const bytes = readFileSync(path.join(root, 'checklists/pictures', file));
      await this.post(`/api/v1/pictures?name=${file}`, bytes, 'application/octet-stream');
    }
    return this.post('/api/v1/checklists', toml, 'application/toml');
  }

  /** A brand with its stores, a published checklist (a file's, or `text`), and a wave that is open. */
  async plan({ checklist = 'checklists/retail/retail-store.toml', stores = ['Paulista'], text, brand = 'Casa Aurora' } = {}) {
    const client = (await this.post('/api/v1/clients', { name: brand })).id;
    const locations = await this.post(`/api/v1/clients/${client}/locations`, stores.map((name, index) => ({
      code: `SP-${index + 1}`, name, address: 'Av. Paulista, 1230, São Paulo', ownership: 'own',
      lat_e7: -235617000, lon_e7: -466560000, time_zone: 'America/Sao_Paulo',
    })));
    const toml = text ?? readFileSync(path.join(root, checklist), 'utf8');
    const published = await this.publish(toml);
    const persona = /\[\[personas\]\]\s+id = "([^"]+)"/.exec(toml)?.[1] ?? null;
    const window = {
      opens_at: new Date(Date.now() - DAY_MS).toISOString(),
      closes_at: new Date(Date.now() + 30 * DAY_MS).toISOString(),
    };
    const wave = (await this.post('/api/v1/waves', {
      client, name: 'Onda 1', checklist: published, ...window,
    })).id;
    return { client, locations: locations.map(({ id }) => id), checklist: published, wave, window, persona };
  }

  /** An evaluator with an invitation; gives the person's id, the code and the link. */
  async invite(name = 'Avaliador 01') {
    const email = `${name.toLowerCase().replaceAll(' ', '')}@vitrine.test`;
    const { id } = await this.post('/api/v1/users', { email, name, role: 'evaluator', lang: 'pt-BR' });
    return { id, ...(await this.post(`/api/v1/users/${id}/invitations`, {})) };
  }

  /** Assigns visits of the wave to an evaluator, going round the locations; gives their ids. */
  async assign(plan, evaluator, count = 1, extra = {}) {
    const visits = await this.post(`/api/v1/waves/${plan.wave}/visits`, Array.from({ length: count }, (_, index) => ({
      location: plan.locations[index % plan.locations.length], evaluator,
      scenario: 'Procure um presente de aniversário de até R$ 150 e peça uma sugestão.',
      persona: plan.persona, ...plan.window, fee_minor: 4500, currency: 'BRL', ...extra,
    })));
    return visits.map(({ id }) => id);
  }
}
