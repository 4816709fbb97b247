/**
 * {@code ./fettle evaluate}: how good the trainers are, by protocols that others have published.
 *
 * <p>{@link fettle.ops.evaluate.SkabProtocol} judges recordings of the Skoltech Anomaly Benchmark,
 * {@link fettle.ops.evaluate.NabProtocol} a series in the layout of the Numenta Anomaly Benchmark.
 * Both learn from the beginning of a file without its labels, judge every later row by what was
 * known at it, and give a {@link fettle.ops.evaluate.Judgement}.
 */
package fettle.ops.evaluate;
