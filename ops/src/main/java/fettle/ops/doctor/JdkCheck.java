package fettle.ops.doctor;

/**
 * @param feature of the JDK that runs this, such as 25
 */
record JdkCheck(int feature, String home) implements Check {
  private static final int OLDEST = 21;
  private static final int USUAL = 25;

  @Override
  public String name() {
    return "JDK";
  }

  @Override
  public Verdict examine() {
    String what = "JDK " + feature + " in " + home;
    if (feature < OLDEST) {
      return new Verdict.Missing(
          what + " is too old", "install JDK " + USUAL + " and set JAVA_HOME to its folder");
    }
    return new Verdict.Fine(what);
  }
}
