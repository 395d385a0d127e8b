// How figures are printed: what was measured, the budget, and whether it is met.

export function heading(text) {
  console.log(`\n${text}`);
}

/** A figure with its unit, against the most (or, `atLeast`, the least) that it should be. */
export function figure(what, value, unit, { budget, atLeast = false, digits = 1 } = {}) {
  let verdict = '';
  if (budget !== undefined) {
    const isMet = atLeast ? value >= budget : value <= budget;
    verdict = `  ${isMet ? 'met   ' : 'MISSED'} budget ${atLeast ? '≥' : '≤'} ${budget} ${unit}`.trimEnd();
  }
  console.log(`  ${what.padEnd(58)} ${value.toFixed(digits).padStart(10)} ${unit.padEnd(2)}${verdict}`.trimEnd());
}

/** The value below which this share of the sample lies. */
export function quantile(sample, share) {
  const sorted = [...sample].sort((a, b) => a - b);
  if (sorted.length === 0) throw new Error('nothing was measured');
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}
