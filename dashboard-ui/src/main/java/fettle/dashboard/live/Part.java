package fettle.dashboard.live;

/** Something that a viewer looks at and that has news from time to time. */
interface Part {
  /** Whether there is anything that the browser has not been sent. */
  boolean hasNews();

  /** Writes all of it into a frame; from then on it is no news any more. */
  void writeTo(FrameWriter frame);
}
