package fettle.sensor.buffer;

/** What an append does where there is no room. */
public enum WhenFull {
  /** Throws the oldest away: for live sources, whose next reading does not wait. */
  DROP_OLDEST,
  /** Waits until the hub has taken something: for recordings, which can be read later as well. */
  WAIT
}
