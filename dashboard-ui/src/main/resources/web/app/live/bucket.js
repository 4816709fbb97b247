const VERSION = 1;

/**
 * What a machine did within one bucket of time. Columns are by signal index; NaN where a signal
 * has no value.
 * @typedef {object} Bucket
 * @property {number} readings
 * @property {number} anomalous
 * @property {number} score highest, NaN when not scored
 * @property {number[]} count
 * @property {number[]} min
 * @property {number[]} max
 * @property {number[]} mean
 */

/** Reads numbers from bytes, one after the other: little endian, LEB128 where they vary in size. */
export class ByteReader {
  /**
   * @param {ArrayBuffer} buffer
   * @param {number} at
   */
  constructor(buffer, at) {
    this.view = new DataView(buffer);
    this.at = at;
  }

  byte() {
    return this.view.getUint8(this.at++);
  }

  double() {
    const value = this.view.getFloat64(this.at, true);
    this.at += 8;
    return value;
  }

  /** Up to 2^53: times and counts fit. */
  varint() {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) {
        return value;
      }
      unit *= 128;
    }
  }
}

/**
 * Unpacks a bucket as the store packs it.
 * @param {ByteReader} bytes
 * @returns {Bucket}
 */
export function readBucket(bytes) {
  const version = bytes.byte();
  if (version !== VERSION) {
    throw new Error(`bucket of unknown version ${version}`);
  }
  const bucket = { readings: bytes.varint(), anomalous: bytes.varint(), score: bytes.double(), count: [], min: [], max: [], mean: [] };
  for (let left = bytes.varint(); left > 0; left--) {
    readSignal(bytes, bucket);
  }
  return bucket;
}

/** Count, then minimum, maximum and sum; the minimum alone when the count is 1. */
function readSignal(bytes, bucket) {
  const count = bytes.varint();
  const min = count > 0 ? bytes.double() : NaN;
  const max = count > 1 ? bytes.double() : min;
  const sum = count > 1 ? bytes.double() : min;
  bucket.count.push(count);
  bucket.min.push(min);
  bucket.max.push(max);
  bucket.mean.push(sum / count);
}
