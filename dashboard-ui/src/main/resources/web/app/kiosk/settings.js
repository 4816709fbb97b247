const SECOND = 1000;
const SHORTEST = 5;
const LONGEST = 3600;
const USUAL = 20;
const MOST_WORST = 12;
const USUAL_WORST = 3;

/**
 * What a wall screen shows, from its address: `machines` (chosen ones) or `worst` (so many that need a
 * look), `every` (seconds a slide), `q` and `state` as on the page of all machines, `range` as on a
 * machine's.
 * @param {URLSearchParams} asked
 */
export function settingsOf(asked) {
  const list = (name) => (asked.get(name) ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  return {
    machines: list('machines'),
    worst: whole(asked.get('worst'), 0, MOST_WORST, USUAL_WORST),
    everyMs: whole(asked.get('every'), SHORTEST, LONGEST, USUAL) * SECOND,
    text: (asked.get('q') ?? '').trim().slice(0, 200),
    conditions: list('state'),
  };
}

/** A whole number within its bounds; what is none is the usual one. */
function whole(text, least, most, usual) {
  return /^\d{1,6}$/.test(text ?? '') ? Math.min(most, Math.max(least, Number(text))) : usual;
}
