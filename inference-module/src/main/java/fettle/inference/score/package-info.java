/**
 * From a batch of readings to scores. {@link fettle.inference.score.Scorer} keeps a {@link
 * fettle.inference.score.MachineWindow} for each machine, a bounded number of them, and gives every
 * reading that ends a full window a score.
 *
 * <p>Batches are told by session and sequence number. A batch that comes again because its
 * acknowledgement was lost is scored from the state before it, so it gets the scores it got the
 * first time and no reading is in a window twice. The state lives in memory: after a restart a
 * machine's readings pass unscored until its window is full again.
 */
package fettle.inference.score;
