package fettle.ops.bench;

import java.util.Locale;

/**
 * A data set built.
 *
 * @param readings in the lake
 * @param lakeMb of blobs
 * @param storeMb of Parquet that they became
 * @param seconds from the program's start to its end
 * @param compactSeconds of them in which blobs were turned into Parquet
 * @param cpuSeconds of all threads
 * @param heapMb highest use of the Java heap, garbage included
 * @param residentMb highest resident memory of the process, Java and DuckDB; 0 where unknown
 * @param rangeMs to read an hour of one signal of one machine, median
 */
record DatasetMeasured(
    long readings,
    long lakeMb,
    long storeMb,
    double seconds,
    double compactSeconds,
    double cpuSeconds,
    long heapMb,
    long residentMb,
    double rangeMs) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,12d readings  %6.1f s (blobs to Parquet %.1f s; %.1f CPU s)  %,9.0f readings/s"
            + "  heap %,d MB, resident %,d MB%n"
            + "%12s lake %,d MB, Parquet %,d MB; an hour of one signal of one machine in %.1f ms",
        readings,
        seconds,
        compactSeconds,
        cpuSeconds,
        readings / seconds,
        heapMb,
        residentMb,
        "",
        lakeMb,
        storeMb,
        rangeMs);
  }
}
