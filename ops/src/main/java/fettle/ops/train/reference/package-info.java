/**
 * Learns a reference-state model from recordings and writes it as ONNX.
 *
 * <p>The way of a recording: {@link fettle.ops.train.reference.WindowedRecording} fills short gaps
 * and finds the rows that end a full window; the window is smoothed to one value a signal ({@link
 * fettle.ops.train.reference.Smoothing}); {@link fettle.ops.train.reference.PrincipalComponents}
 * describes how the signals of a healthy machine move together; {@link
 * fettle.ops.train.reference.Limits} says how far healthy data that was held out strays from that;
 * {@link fettle.ops.train.reference.ReferenceModel} joins all of it into one score. {@link
 * fettle.ops.train.reference.OnnxWriter} writes the same computation as a graph, so the module that
 * runs it needs to know nothing of how it was learned.
 *
 * <p>Nothing here draws random numbers or looks at a clock: the same files give the same bytes.
 */
package fettle.ops.train.reference;
