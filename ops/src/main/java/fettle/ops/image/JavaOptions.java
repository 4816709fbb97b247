package fettle.ops.image;

import java.util.List;

/** How the programs of images are started. */
public final class JavaOptions {
  /** Of a service: its heap follows from the container's limit. */
  public static final List<String> USUAL =
      List.of("-XX:MaxRAMPercentage=70", "--enable-native-access=ALL-UNNAMED");

  /**
   * Of an edge module, which does little on a small device: one compiler and no profiles for
   * another, a collector without threads of its own, and a heap that begins small and reuses its
   * first megabytes: one that may grow touches a quarter of its limit before it collects at all.
   */
  public static final List<String> EDGE =
      List.of(
          "-XX:MaxRAMPercentage=70",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms24m",
          "-Xmn8m",
          "-Xss512k");

  private JavaOptions() {}
}
