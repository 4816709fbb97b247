/** Fingerprints of bytes, texts and files. */
package fettle.ops.hash;
