package fettle.ops.image;

import java.util.ArrayList;
import java.util.List;

/** How the programs of images are started. */
public final class JavaOptions {
  /**
   * Of all. The JVM moves its archive of classes to a random address, and writes to every page of
   * it for that: memory that no other process shares and no kernel takes back, half of what a cache
   * of 50 MB costs, and a start that waits for it. At the address that it was made for, pages stay
   * the file's. What is given up is that an attacker who has already made native code jump does not
   * know where these classes' metadata lies; the JVM itself and all libraries stay where chance
   * puts them.
   */
  private static final List<String> ALL =
      List.of(
          "-XX:MaxRAMPercentage=70",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0");

  /** Of a service: its heap follows from the container's limit. */
  public static final List<String> USUAL = ALL;

  /** Compiles once, without profiles; its cache needs none either. */
  public static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  /**
   * Of an edge module, which does little on a small device: one compiler and no profiles for
   * another, a collector without threads of its own, and a heap that begins small and reuses its
   * first megabytes: one that may grow touches a quarter of its limit before it collects at all.
   * Only what runs two thousand times is compiled, and little of a start does. What the C library
   * keeps of memory that was freed, mostly the compiler's and that of reading a model, goes back
   * every ten seconds (JDK 21.0.1 and later).
   */
  public static final List<String> EDGE =
      with(
          "-XX:+UseSerialGC",
          ONE_COMPILER,
          "-Xms16m",
          "-Xmn3m",
          "-Xss512k",
          "-XX:CompileThresholdScaling=10",
          "-XX:TrimNativeHeapInterval=10000");

  private JavaOptions() {}

  private static List<String> with(String... options) {
    List<String> all = new ArrayList<>(ALL);
    all.addAll(List.of(options));
    return List.copyOf(all);
  }
}
