/**
 * How the lake's readings lie in Parquet files: one a day and device ({@link
 * fettle.lake.Partition}), a column a signal ({@link fettle.lake.SignalColumn}), beside it what
 * they come to in steps of ten minutes ({@link fettle.lake.Rollup}), and up to when all of it is
 * complete ({@link fettle.lake.Freshness}). What writes and what reads these files share nothing
 * else.
 */
package fettle.lake;
