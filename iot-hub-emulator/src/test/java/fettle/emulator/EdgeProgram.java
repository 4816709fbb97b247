package fettle.emulator;

import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** An edge hub whose link is cut, as a process that a test can kill. */
public final class EdgeProgram {

  private static final int MODULES = 8;

  private EdgeProgram() {}

  /** The name of one of its eight modules, from 0. */
  public static String module(int index) {
    return "sensor-" + index;
  }

  public static void main(String[] args) throws Exception {
    EdgeFixture edge = EdgeFixture.start(Path.of(args[0]));
    for (int i = 0; i < MODULES; i++) {
      edge.add(NewIdentity.module(EdgeFixture.DEVICE, module(i)));
    }
    edge.link().cut();
    System.out.println("READY");
    new CountDownLatch(1).await();
  }

  /** Starts it on a data folder; what it prints goes into the file. */
  public static Process start(Path dataDir, Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            "-D" + EdgeFixture.ADDRESS_PROPERTY + "=" + EdgeFixture.ADDRESS,
            EdgeProgram.class.getName(),
            dataDir.toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
