/**
 * What is older than the store keeps: the lake's readings in Parquet files, as {@code fettle.lake}
 * lays them out and the worker writes them, read with DuckDB on a bounded number of threads.
 * Nothing is written here, and without {@code dashboard.lake.folder} nothing is read.
 */
package fettle.dashboard.lake;
