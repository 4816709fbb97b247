/**
 * The hub's storage route: messages are appended to a batch file the moment they arrive, so they
 * survive a kill, and a batch becomes a blob, whole and under its final name, when its time or size
 * is reached or on demand. Blobs go to a folder or to a Blob container.
 */
package fettle.emulator.lake;
