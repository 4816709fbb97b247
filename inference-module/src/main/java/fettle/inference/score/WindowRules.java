package fettle.inference.score;

/**
 * What may be in a window. Intervals are the model's expected sampling interval.
 *
 * @param maxMachines machines remembered; beyond it the one not heard of for longest is forgotten
 * @param maxGapIntervals a pause longer than this empties the window
 * @param maxHoldIntervals a missing value is filled with the one before it, at most this old
 */
public record WindowRules(int maxMachines, int maxGapIntervals, int maxHoldIntervals) {}
