// In the page: what the screen shows of a question, and a witness who tells of all that is shown as saved.
import { readNumber } from './numbered.js';

/** Runs in the page once, before the app: defines `vitrineLook` and, where somebody listens, tells what is seen. */
function witness() {
  const at = (id) => document.querySelector(`[data-testid="${id}"]`);
  const numbers = new Map();

  const numberOf = (image) => {
    if (!image?.complete || !image.naturalWidth) return '?';
    if (!numbers.has(image.src)) numbers.set(image.src, String(window.vitrineReadNumber(image)));
    return numbers.get(image.src);
  };

  /** The question on the screen: whose it is, its answer, its photos, and whether all is shown as saved. */
  window.vitrineLook = () => {
    const question = at('question');
    const visit = /visits\/([^/]+)\/questions/.exec(location.hash)?.[1];
    if (!question || !visit) return null;
    const chosen = [...question.querySelectorAll('input:checked')].map((input) => input.dataset.testid ?? '');
    const typed = question.querySelector('[data-testid=number], [data-testid=text]');
    const tiles = [...question.querySelectorAll('[data-testid=photo-tile]')];
    return {
      visit,
      question: question.dataset.question,
      answer: typed ? typed.value.trim() : chosen.filter((id) => /^(option|step)-/.test(id)).sort().join(' '),
      photos: tiles.map((tile) => numberOf(tile.querySelector('img'))).join(' '),
      saved: at('saved')?.dataset.state === 'saved',
    };
  };

  // What was tapped is drawn a frame later: a look within the first frames would see the sign of before.
  let frames = 0;
  for (const event of ['pointerdown', 'click', 'input', 'change', 'hashchange']) {
    addEventListener(event, () => { frames = 0; }, true);
  }
  let told = '';
  const watch = () => {
    frames += 1;
    const seen = frames > 2 && window.vitrineLook();
    const text = seen?.saved ? JSON.stringify(seen) : told;
    if (text !== told) window.vitrineShown?.(text);
    told = text;
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}

/** Puts the witness into every page of a context; `heard` gets all that is shown as saved. */
export async function bearWitness(context, heard) {
  await context.exposeBinding('vitrineShown', (_source, text) => heard(JSON.parse(text)));
  await context.addInitScript(`window.vitrineReadNumber = ${readNumber}; (${witness})();`);
}

/** Reads these questions of a visit one after the other, as the app shows them. */
export function readAll(page, visit, questions) {
  return page.evaluate(async ([id, all]) => {
    const seen = [];
    for (const question of all) {
      location.hash = `#/visits/${id}/questions/${question}`;
      const deadline = Date.now() + 20_000;
      for (;;) {
        await new Promise((next) => { setTimeout(next, 4); });
        const look = window.vitrineLook();
        if (look?.question === question && look.saved && !look.photos.includes('?')) {
          seen.push(look);
          break;
        }
        if (Date.now() > deadline) throw new Error(`${question} was not shown: ${JSON.stringify(look)}`);
      }
    }
    return seen;
  }, [visit, questions]);
}
