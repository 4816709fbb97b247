package fettle.sensor.buffer;

/**
 * How far a machine's source had come when a batch was closed; kept with the batch, so that after a
 * crash source and buffer agree.
 *
 * @param read readings taken, this batch included
 * @param skipped rows or attempts that gave no reading
 * @param position rows of a recording that are behind us; 0 for live sources
 */
public record Mark(long read, long skipped, long position) {
  public static final Mark NONE = new Mark(0, 0, 0);
}
