/**
 * The lake and its readings as Parquet.
 *
 * <p>IoT Hub's storage route leaves blobs of messages, Avro or JSON, in the order of their arrival.
 * {@link fettle.ops.lake.Compaction} turns them into a file a day and device, {@code
 * day=YYYY-MM-DD/device=ID/readings.parquet} (event time, UTC; the id percent-encoded), in {@link
 * fettle.ops.lake.LakeStore}. A row is a reading: {@code device, machine, session, seq, i} (its
 * place in its message), {@code t} (epoch milliseconds), {@code score, anomaly, model, scored_at}
 * and a column a signal ({@link fettle.lake.SignalColumn}), ordered by machine and time.
 *
 * <p>Wide and not long, because a reading carries its score and identity once, and a signal's
 * column can be read alone; a file a day and device, in small row groups ordered by machine and
 * time, because a range of one machine's signals is then a few row groups of a few files, told by
 * their bounds. The bytes of a file follow from the messages in it, whatever order they came in.
 *
 * <p>A blob is read through once before anything of it is used; one that is damaged or half written
 * is named, counted and left until it changes. Messages are delivered at least once: of those with
 * one device, machine, session and sequence number one is kept, a scored one before one that is
 * not, then the one scored first. A reading in the flat form has no sequence; there its body tells
 * repeats.
 *
 * <p>Work goes in rounds of a bounded size, each ended by the ledger of blobs read, and every file
 * appears by a rename. So a kill loses at most a round's work; what had been put in place of it is
 * found to be a repeat.
 */
package fettle.ops.lake;
