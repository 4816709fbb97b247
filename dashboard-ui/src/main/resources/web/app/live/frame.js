import { ByteReader, readBucket } from './bucket.js';

const TEXT = new TextDecoder();

/**
 * @typedef {object} Frame
 * @property {object} head the JSON part
 * @property {Array<[number, import('./bucket.js').Bucket]>} buckets start (epoch ms) and bucket
 */

/**
 * Reads a frame: length of the head, the head, then the buckets that changed.
 * @param {ArrayBuffer} buffer
 * @returns {Frame}
 */
export function readFrame(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const head = JSON.parse(TEXT.decode(new Uint8Array(buffer, 4, length)));
  const buckets = [];
  if (buffer.byteLength > 4 + length) {
    const bytes = new ByteReader(buffer, 4 + length);
    bytes.varint();
    for (let left = bytes.varint(); left > 0; left--) {
      const start = bytes.varint();
      const end = bytes.varint() + bytes.at;
      buckets.push([start, readBucket(bytes)]);
      bytes.at = end;
    }
  }
  return { head, buckets };
}
