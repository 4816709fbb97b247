/**
 * A signal of a view as points that hide no extreme: the server's line where there is one, else
 * each bucket's lowest and highest value.
 * @param {object} view of the server
 * @param {string} signal
 * @param {number} shiftMs added to all times
 * @param {number} gapMs distance from which readings are missing
 * @returns {[number[], Array<number | null>]} seconds and values; null breaks the line
 */
export function curve({ series, lines }, signal, shiftMs, gapMs) {
  const line = lines[signal];
  if (line) {
    return [line.t.map((t) => (t + shiftMs) / 1000), line.v];
  }
  const { min, max } = series.signals[signal];
  const width = series.widthMs;
  const gap = Math.max(1.5 * width, gapMs);
  const times = [];
  const values = [];
  let before = NaN;
  series.t.forEach((start, i) => {
    if (min[i] == null) {
      return;
    }
    if (start - before > gap) {
      push(before + width, null);
    }
    if (min[i] === max[i]) {
      push(start + width / 2, min[i]);
    } else {
      const falls = Math.abs(values.at(-1) - max[i]) < Math.abs(values.at(-1) - min[i]);
      push(start + width / 4, falls ? max[i] : min[i]);
      push(start + (3 * width) / 4, falls ? min[i] : max[i]);
    }
    before = start;
  });
  return [times, values];

  function push(at, value) {
    times.push((at + shiftMs) / 1000);
    values.push(value);
  }
}
