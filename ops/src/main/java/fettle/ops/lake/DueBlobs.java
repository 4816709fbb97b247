package fettle.ops.lake;

/**
 * How a lake stands to what has been read of it.
 *
 * @param listed blobs in the lake
 * @param due blobs of them that are new or have changed
 * @param bytes of those
 * @param rounds they are read in
 */
public record DueBlobs(long listed, long due, long bytes, int rounds) {}
