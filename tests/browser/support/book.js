// What was given to the app, and what the app showed as saved. Kept outside of it, so that it can be held to its word.

/** What was given under one key since it was last found, in order, and the newest of it that was shown as saved. */
class Line {
  given = [''];
  shown = 0;

  seen(value, matches) {
    const at = this.given.findIndex((given, index) => index >= this.shown && matches(given, value));
    if (at >= 0) this.shown = at;
    return at >= 0;
  }
}

const same = (given, value) => given === value;

/** Photo numbers side by side; one that cannot be read yet is "?". */
const samePhotos = (given, value) => {
  const [a, b] = [given, value].map((list) => list.split(' ').filter(Boolean));
  return a.length === b.length && b.every((number, index) => number === '?' || number === a[index]);
};

export class Book {
  #lines = new Map();
  #waiting = new Set();
  /** What was shown or found and should not have been. */
  wrong = [];
  /** How often something was kept that had not been shown as saved yet. */
  ahead = 0;

  #line(key) {
    if (!this.#lines.has(key)) this.#lines.set(key, new Line());
    return this.#lines.get(key);
  }

  /** The person gave this. */
  gave(key, value) {
    this.#line(key).given.push(value);
  }

  /** What the person gave last. */
  latest(key) {
    return this.#line(key).given.at(-1);
  }

  /** The screen shows this as saved. */
  showed(key, value) {
    const matches = key.endsWith('#photos') ? samePhotos : same;
    if (!this.#line(key).seen(value, matches)) this.wrong.push(`${key} showed "${value}" as saved: ${this.#told(key)}`);
    for (const check of this.#waiting) check();
  }

  /** Resolves when the screen showed as saved what was given last. */
  settled(key) {
    return new Promise((resolve) => {
      const check = () => {
        const line = this.#line(key);
        if (line.shown < line.given.length - 1) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** The app, opened again, has this: what was shown as saved, or something that was given after it. */
  found(key, value) {
    const line = this.#line(key);
    const before = line.shown;
    if (!line.seen(value, same)) this.wrong.push(`${key} has "${value}": ${this.#told(key)}`);
    this.ahead += Number(line.shown > before);
    Object.assign(line, { given: [value], shown: 0 });
  }

  #told(key) {
    const { given, shown } = this.#line(key);
    return `"${given[shown]}" was shown as saved; given after it: ${JSON.stringify(given.slice(shown + 1))}`;
  }
}
