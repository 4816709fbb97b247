package fettle.ops.image;

import java.util.List;

/** How the programs of images are started. */
public final class JavaOptions {
  /** Of a service: its heap follows from the container's limit. */
  public static final List<String> USUAL =
      List.of("-XX:MaxRAMPercentage=70", "--enable-native-access=ALL-UNNAMED");

  /**
   * Of an edge module, which does little on a small device: one compiler and no profiles for
   * another, and a collector without threads of its own. What each saves is in README's figures.
   */
  public static final List<String> EDGE =
      List.of(
          "-XX:MaxRAMPercentage=70",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  private JavaOptions() {}
}
