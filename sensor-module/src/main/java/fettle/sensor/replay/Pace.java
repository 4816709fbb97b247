package fettle.sensor.replay;

/**
 * When each reading of a recording is due. The recording ends at the moment its replay ends:
 * reading at time t is sent under {@code t + shift}, at {@code end − (last − t) / speed}, which is
 * never before {@code t + shift} for a speed of at least 1. So no time lies in the future.
 *
 * @param shift ms added to recorded times
 * @param end wall-clock time at which the last reading is due
 * @param last latest recorded time
 * @param speed times real time; 0 = everything is due at once
 */
record Pace(long shift, long end, long last, double speed) {

  /** Of a replay that begins at a wall-clock time. */
  static Pace startingAt(long now, long first, long last, double speed) {
    long duration = speed == 0 ? 0 : Math.round((last - first) / speed);
    return resumed(now + duration - last, last, speed);
  }

  /** Of a replay that an earlier process began with this shift. */
  static Pace resumed(long shift, long last, double speed) {
    return new Pace(shift, last + shift, last, speed);
  }

  long eventTime(long recorded) {
    return recorded + shift;
  }

  /** Rounded up, so that rounding does not put a time into the future either. */
  long dueAt(long recorded) {
    return speed == 0 ? Long.MIN_VALUE : end - (long) Math.floor((last - recorded) / speed);
  }
}
