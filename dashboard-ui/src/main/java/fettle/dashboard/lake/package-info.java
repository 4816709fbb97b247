/**
 * What is older than the store keeps: the lake's readings in Parquet files, as {@code fettle.lake}
 * lays them out and the worker writes them, read with DuckDB on a bounded number of threads. They
 * are in a folder, or copied from the lake's container into a cache by their hashes. Nothing of the
 * lake is written here, and without {@code dashboard.lake.folder} or {@code .container} nothing is
 * read.
 */
package fettle.dashboard.lake;
