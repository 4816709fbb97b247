/** Benchmarks that a person runs by hand: real processes, load prepared before the clock starts. */
package fettle.ops.bench;
