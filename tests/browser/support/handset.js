// A second, independent writer of the wire protocol: if it and the Rust one disagree, a test fails.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const uuidBytes = (id) => Buffer.from(id.replaceAll('-', ''), 'hex');

/** A UUIDv7 of now. */
export function uuidv7() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export class Handset {
  static async enrol(origin, code) {
    const handset = new Handset();
    handset.origin = origin;
    handset.device = uuidv7();
    const keys = generateKeyPairSync('ed25519');
    handset.key = keys.privateKey;
    const reply = await fetch(`${origin}/api/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        code, device: handset.device, public_key: keys.publicKey.export({ format: 'jwk' }).x, label: 'Node',
      }),
    });
    if (!reply.ok) throw new Error(`enrolment answered ${reply.status}: ${await reply.text()}`);
    handset.enrolment = await reply.json();
    return handset;
  }

  get headers() {
    return { authorization: `Bearer ${this.enrolment.token}` };
  }

  async get(path) {
    const reply = await fetch(this.origin + path, { headers: this.headers });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
    return reply.json();
  }

  async push(log) {
    const reply = await fetch(`${this.origin}/api/v1/visits/${log.visit}/events`, {
      method: 'POST',
      headers: { ...this.headers, 'content-type': 'application/json' },
      body: log.request(this.key),
    });
    if (!reply.ok) throw new Error(`push answered ${reply.status}: ${await reply.text()}`);
    return reply.json();
  }
}

/** The log of one visit: every event as the exact JSON that is hashed. */
export class VisitLog {
  constructor(visit, device, checklistSha256) {
    Object.assign(this, { visit, device, checklistSha256, records: [], started: Date.now() });
    this.hash = sha256('vitrine-visit-1', uuidBytes(visit), uuidBytes(device), Buffer.from(checklistSha256, 'hex'));
  }

  write(what) {
    const seq = this.records.length + 1;
    const elapsed = seq * 1000;
    const body = JSON.stringify({
      seq, at: new Date(this.started + elapsed).toISOString(), elapsed_ms: elapsed, ...what,
    });
    this.hash = sha256(this.hash, body);
    this.records.push({ seq, body, hash: this.hash.toString('hex') });
  }

  request(key) {
    const seq = Buffer.alloc(8);
    seq.writeBigUInt64BE(BigInt(this.records.length));
    const message = Buffer.concat([
      Buffer.from('vitrine-batch-1'), uuidBytes(this.visit), uuidBytes(this.device), seq, this.hash,
    ]);
    const signature = sign(null, message, key).toString('base64url');
    const events = this.records.map(({ seq, body, hash }) => `{"seq":${seq},"body":${body},"hash":"${hash}"}`);
    return `{"checklist":"${this.checklistSha256}","events":[${events.join(',')}],"signature":"${signature}"}`;
  }
}

/** The `photo_taken` event of a JPEG. */
export function photoTaken(question, jpeg) {
  return {
    type: 'photo_taken', photo: uuidv7(), question, sha256: sha256(jpeg).toString('hex'),
    size_bytes: jpeg.length, width: 4208, height: 3120, source: 'file', dhash: '0000000000000000',
  };
}
