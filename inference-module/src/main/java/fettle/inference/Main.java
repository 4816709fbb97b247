package fettle.inference;

import fettle.edge.FirstHandshake;
import fettle.inference.model.NativeLibraries;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs the module until it is told to end. */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Starts Quarkus, and what the connection will need beside it. */
  public static void main(String... arguments) {
    FirstHandshake.prepare();
    NativeLibraries.prepare();
    Quarkus.run(arguments);
  }
}
