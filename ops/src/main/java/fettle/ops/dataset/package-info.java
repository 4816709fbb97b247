/**
 * {@code ./fettle dataset}: what models learn from, made of a lake's readings. A pipeline: the
 * lake's new blobs are taken in ({@link fettle.ops.lake}), machines and signals chosen, labels
 * joined, readings put on an even grid, windows cut, train and test told apart, and a manifest
 * written that says all of it.
 *
 * <p>The work is cut into days of machines. Each is one query over that day's readings and as much
 * before and after as its edges need, so memory does not grow with the lake, and days are made side
 * by side. The same readings, labels and options give the same files, byte by byte, and so the same
 * fingerprint.
 */
package fettle.ops.dataset;
