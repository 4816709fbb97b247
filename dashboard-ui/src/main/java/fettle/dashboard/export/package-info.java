/**
 * What a chart shows, to take along: readings where all of the range are there, otherwise buckets
 * with their extremes, as CSV or Parquet. Rows go out page by page as the client takes them, so a
 * long range needs no memory, and a client that has left is read for no further.
 */
package fettle.dashboard.export;
