/**
 * Recordings on disk as {@code ops} reads them: a CSV file with a header, one reading a row,
 * becomes a columnar {@link fettle.ops.csv.Recording}. A file that is no recording is answered with
 * a sentence that names file, line and column, never with an exception.
 */
package fettle.ops.csv;
