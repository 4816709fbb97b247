package fettle.emulator.link;

/** A link that a test can interrupt; from any thread. */
public interface Cuttable {

  /** From now on nothing goes up; what is under way may or may not arrive. */
  void cut();

  void restore();
}
