package fettle.ops.dataset;

/**
 * Windows cut out of a grid; one in which a value of a signal that the machine has is missing, is
 * left out.
 *
 * @param length steps in a window
 * @param stride steps from the begin of one to that of the next
 */
record Windows(int length, int stride) {}
