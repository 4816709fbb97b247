/**
 * {@code ./fettle demo}: the whole system on this machine.
 *
 * <p>{@link fettle.ops.demo.DemoCommand} reads the options, {@link fettle.ops.demo.Preflight}
 * refuses what cannot work, {@link fettle.ops.demo.Demo} runs the local runtime in this process and
 * the pipelines of the local target on it ({@link fettle.ops.demo.DemoSteps}), and {@link
 * fettle.ops.demo.ReplaySummary} counts what arrived at each hop of a replay.
 */
package fettle.ops.demo;
