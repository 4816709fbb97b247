/** What the edge modules take of a small device, started in several ways. */
package fettle.ops.bench.footprint;
