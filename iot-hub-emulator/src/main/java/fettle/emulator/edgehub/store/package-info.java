/**
 * Store-and-forward: what edgeHub has acknowledged and not yet delivered, on disk.
 *
 * <p>Each endpoint has a queue per priority. A queue is a {@link
 * fettle.emulator.edgehub.store.MessageLog}: segment files that only grow, and a cursor file that
 * says up to where everything is delivered. A message counts as stored once the operating system
 * has it: it survives the death of the process at any moment, {@code kill -9} included, but not a
 * power cut. After a kill, messages that were delivered in the last instant may be delivered again.
 */
package fettle.emulator.edgehub.store;
