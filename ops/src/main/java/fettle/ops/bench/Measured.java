package fettle.ops.bench;

import java.util.List;

/**
 * One measurement.
 *
 * @param seconds from the first to the last message
 * @param usage what each process used meanwhile
 */
record Measured(double seconds, List<Usage> usage) {}
