package fettle.telemetry.machine;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What people call a machine, and where it stands. Texts are empty where nothing is known.
 *
 * @param name such as {@code Feed pump 2}
 * @param site such as {@code Leipzig}
 * @param line of the site, such as {@code Bottling 3}
 * @param signals by the name that readings carry, at most {@link #MOST_SIGNALS}; those of which
 *     nothing is known are left out
 */
public record MachineDescription(
    String name, String site, String line, Map<String, SignalDescription> signals) {

  /** Nothing is known of the machine. */
  public static final MachineDescription NONE = new MachineDescription("", "", "", Map.of());

  /** Characters of a name, a site or a line at most. */
  public static final int LONGEST_WORDS = 80;

  /** Characters of a signal's own name at most, as in messages. */
  public static final int LONGEST_SIGNAL = 128;

  /** Signals that are described at most. */
  public static final int MOST_SIGNALS = 256;

  /**
   * @throws IllegalArgumentException naming the part and the rule, for a person to read
   */
  public MachineDescription {
    name = Words.checked("name", name, LONGEST_WORDS);
    site = Words.checked("site", site, LONGEST_WORDS);
    line = Words.checked("line", line, LONGEST_WORDS);
    if (signals.size() > MOST_SIGNALS) {
      throw new IllegalArgumentException("at most " + MOST_SIGNALS + " signals can be described");
    }
    TreeMap<String, SignalDescription> known = new TreeMap<>(signals);
    known.keySet().forEach(MachineDescription::checkSignal);
    known.values().removeIf(SignalDescription.NONE::equals);
    signals = Collections.unmodifiableSortedMap(known);
  }

  private static void checkSignal(String signal) {
    if (signal.isEmpty()
        || !Words.checked("a signal's name", signal, LONGEST_SIGNAL).equals(signal)) {
      throw new IllegalArgumentException("'" + signal + "' is no name of a signal");
    }
  }

  /** What is known of a signal; {@link SignalDescription#NONE} where nothing is. */
  public SignalDescription signal(String signal) {
    return signals.getOrDefault(signal, SignalDescription.NONE);
  }

  /** What people call these signals, by signal; those without a name are left out. */
  public SortedMap<String, String> names(Stream<String> named) {
    SortedMap<String, String> names = new TreeMap<>();
    named
        .filter(signal -> !signal(signal).name().isEmpty())
        .forEach(signal -> names.put(signal, signal(signal).name()));
    return names;
  }
}
