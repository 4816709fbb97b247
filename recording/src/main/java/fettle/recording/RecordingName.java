package fettle.recording;

import java.nio.file.Path;

/**
 * Which machine a recording is of. A replay sends under this name and training names the machine's
 * model by it, so both have to come to the same one.
 */
public final class RecordingName {
  private static final int MAX_LENGTH = 64;

  private RecordingName() {}

  /**
   * The file's name without its ending; where that is only digits, the folder's name goes ahead of
   * it ({@code valve1/0.csv} is {@code valve1-0}). What a machine's name may not have becomes
   * {@code -}.
   */
  public static String machineOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    String name = absolute.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Path folder = absolute.getParent().getFileName();
    boolean digitsOnly = stem.chars().allMatch(c -> c >= '0' && c <= '9');
    String whole = digitsOnly && folder != null ? folder + "-" + stem : stem;
    String machine = whole.replaceAll("[^A-Za-z0-9_-]", "-");
    return machine.substring(0, Math.min(machine.length(), MAX_LENGTH));
  }
}
