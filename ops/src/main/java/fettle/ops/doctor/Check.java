package fettle.ops.doctor;

/** One thing that a run needs. */
public interface Check {

  /** In one or two words. */
  String name();

  /** Looks; a thing that cannot be looked at is a verdict too. */
  Verdict examine() throws InterruptedException;
}
