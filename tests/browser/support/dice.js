// Chance by a seed, so that a failing run can be repeated.

/** `VITRINE_SEED`, else a new seed. */
export function seed() {
  const given = Number(process.env.VITRINE_SEED);
  return Number.isInteger(given) && given > 0 ? given : Math.ceil(Math.random() * 0x7fff_ffff);
}

/** Dice (mulberry32). */
export class Dice {
  #state;

  constructor(from) {
    this.#state = from >>> 0;
  }

  /** A number from 0 up to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below `limit`. */
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  /** Whether it happens, with probability `share`. */
  happens(share) {
    return this.next() < share;
  }

  /** One of a list. */
  pick(list) {
    return list[this.below(list.length)];
  }

  /** A key of an object whose values say how often it is drawn. */
  draw(weights) {
    const entries = Object.entries(weights);
    let at = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      at -= weight;
      if (at < 0) return key;
    }
    return entries.at(-1)[0];
  }
}
