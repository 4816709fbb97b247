/**
 * DuckDB in this process: opened with a limit of memory and a folder to spill into, never with an
 * extension that has to be downloaded, and single-threaded a statement, so that a file's bytes
 * depend on its rows alone. Work runs side by side through one {@link fettle.lake.duckdb.Session} a
 * thread.
 */
package fettle.lake.duckdb;
