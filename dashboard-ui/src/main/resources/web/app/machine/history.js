/**
 * The buckets of the window, by their start. A bucket replaces what was known of it, so history
 * and changes may come in any order and more than once.
 */
export class History {
  constructor() {
    /** @type {Map<number, import('../live/bucket.js').Bucket>} */
    this.buckets = new Map();
    this.width = 1000;
    this.sorted = [];
    this.isSorted = true;
    /** By signal: the line through the points that matter, where there are more than fit. @type {Map<string, {t: number[], v: Array<number | null>}>} */
    this.lines = new Map();
  }

  /**
   * @param {{reset?: boolean, widthMs: number}} head
   * @param {Array<[number, import('../live/bucket.js').Bucket]>} changed
   */
  take(head, changed) {
    if (head.reset) {
      this.buckets.clear();
      this.sorted = [];
    }
    this.width = head.widthMs;
    for (const [start, bucket] of changed) {
      if (!this.buckets.has(start)) {
        this.isSorted &&= this.sorted.length === 0 || start > this.sorted.at(-1);
        this.sorted.push(start);
      }
      this.buckets.set(start, bucket);
    }
  }

  /** Starts, ascending. */
  starts() {
    if (!this.isSorted) {
      this.sorted.sort((a, b) => a - b);
      this.isSorted = true;
    }
    return this.sorted;
  }

  /** Drops what ended before this time, epoch milliseconds; one bucket stays, to draw up to the edge. */
  forget(time) {
    const starts = this.starts();
    let old = 0;
    while (old + 1 < starts.length && starts[old + 1] + this.width < time) {
      this.buckets.delete(starts[old++]);
    }
    if (old) {
      this.sorted = starts.slice(old);
    }
  }

  /** Readings in all buckets. */
  readings() {
    let sum = 0;
    this.buckets.forEach((bucket) => (sum += bucket.readings));
    return sum;
  }

  /** Stretches of time with anomalous readings: [from, to] in epoch milliseconds. */
  anomalies() {
    const spans = [];
    for (const start of this.starts()) {
      if (this.buckets.get(start).anomalous === 0) {
        continue;
      }
      const last = spans.at(-1);
      if (last && start <= last[1]) {
        last[1] = start + this.width;
      } else {
        spans.push([start, start + this.width]);
      }
    }
    return spans;
  }

  /**
   * Columns for a chart: time in seconds, then what `pick` takes of each bucket. Where readings
   * are missing, a row of nulls breaks the line.
   * @param {number} gapMs distance of buckets from which readings are missing
   * @param {Array<(bucket: import('../live/bucket.js').Bucket) => number>} picks
   */
  columns(gapMs, picks) {
    const time = [];
    const columns = picks.map(() => []);
    let before = NaN;
    for (const start of this.starts()) {
      const bucket = this.buckets.get(start);
      if (start - before > gapMs) {
        time.push((before + this.width) / 1000);
        columns.forEach((column) => column.push(null));
      }
      time.push((start + this.width / 2) / 1000);
      picks.forEach((pick, i) => {
        const value = pick(bucket);
        columns[i].push(Number.isFinite(value) ? value : null);
      });
      before = start;
    }
    return [time, ...columns];
  }

  /**
   * Columns for a chart of low, high and middle. Where there is a line, it is the middle, at times
   * of its own; what has no value at a time is undefined there and breaks nothing.
   * @param {number} gapMs
   * @param {Pick<import('./kinds.js').Kind, 'key' | 'picks'>} kind
   */
  drawn(gapMs, kind) {
    const [time, low, high, middle] = this.columns(gapMs, kind.picks);
    const line = this.lines.get(kind.key);
    if (!line) {
      return [time, low, high, middle];
    }
    const rows = time.map((at, i) => [at, low[i], high[i], undefined]);
    line.t.forEach((at, i) => rows.push([at / 1000, undefined, undefined, line.v[i]]));
    rows.sort((a, b) => a[0] - b[0]);
    return [0, 1, 2, 3].map((column) => rows.map((row) => row[column]));
  }
}
