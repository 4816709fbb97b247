package fettle.telemetry.command;

import fettle.telemetry.machine.MachineDescription;
import java.util.ArrayList;
import java.util.List;

/** What a command asks for. */
public sealed interface Action {

  /**
   * Whether it may be done once more by another gateway when nobody knows whether the first one did
   * it. A twin is changed to what is wanted, and its etag tells whether somebody else changed it
   * since; a method called twice may do a thing twice.
   */
  boolean mayBeRepeated();

  /** In a few words, for the list of who did what. */
  String words();

  /**
   * Sets what the module that reads the machine is to use; so for all machines of that module.
   *
   * @param settings those that are {@code null} stay as they are
   */
  record ChangeSettings(Settings settings) implements Action {
    @Override
    public boolean mayBeRepeated() {
      return true;
    }

    @Override
    public String words() {
      List<String> words = new ArrayList<>();
      if (settings.intervalMs() != null) {
        words.add("sampling interval " + settings.intervalMs() + " ms");
      }
      if (settings.batchSize() != null) {
        words.add("batch size " + settings.batchSize());
      }
      if (settings.flushMs() != null) {
        words.add("flush after " + settings.flushMs() + " ms");
      }
      return String.join(", ", words);
    }
  }

  /**
   * Has the device's machines scored by other models.
   *
   * @param sha256 of the manifest of models, one of {@link
   *     fettle.telemetry.machine.MachineKeys#MODEL_SETS}
   */
  record UseModels(String sha256) implements Action {
    private static final int SHOWN = 12;

    @Override
    public boolean mayBeRepeated() {
      return true;
    }

    @Override
    public String words() {
      return "models " + sha256.substring(0, Math.min(SHOWN, sha256.length()));
    }
  }

  /**
   * Calls a direct method of the module that reads the machine.
   *
   * @param payload JSON
   */
  record CallMethod(String method, String payload) implements Action {
    @Override
    public boolean mayBeRepeated() {
      return false;
    }

    @Override
    public String words() {
      String said = payload.replaceAll("[{}\"]", "").replace(":", " ").replace(",", ", ");
      return said.isEmpty() ? method : method + ", " + said;
    }
  }

  /** Says what the machine is called, and its limits, in place of all that was said before. */
  record Describe(MachineDescription description) implements Action {
    @Override
    public boolean mayBeRepeated() {
      return true;
    }

    @Override
    public String words() {
      return "names and limits";
    }
  }
}
