/**
 * {@code ./fettle demo}: the whole system on this machine.
 *
 * <p>{@link fettle.ops.demo.DemoCommand} reads the options, {@link fettle.ops.demo.Preflight}
 * refuses what cannot work, {@link fettle.ops.demo.Demo} starts the parts in order, and {@link
 * fettle.ops.demo.Summary} counts what arrived at each hop of a replay.
 */
package fettle.ops.demo;
