/** What programs take of a small device or a cluster, started in several ways. */
package fettle.ops.bench.footprint;
