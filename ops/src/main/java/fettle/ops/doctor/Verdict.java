package fettle.ops.doctor;

/** What a check found. */
public sealed interface Verdict {

  /** One line. */
  String what();

  /** All is well. */
  record Fine(String what) implements Verdict {}

  /**
   * Something works less well, or will soon not work.
   *
   * @param wayOut how to mend it
   */
  record Poor(String what, String wayOut) implements Verdict {}

  /**
   * A run cannot work.
   *
   * @param wayOut how to mend it
   */
  record Missing(String what, String wayOut) implements Verdict {}
}
