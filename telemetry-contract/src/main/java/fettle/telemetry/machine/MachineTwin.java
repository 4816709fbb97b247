package fettle.telemetry.machine;

import fettle.telemetry.command.Settings;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the hub's twins say of the modules that read and score a device's machines: what was asked
 * of them, and what they report to use.
 *
 * @param module that reads the machines
 * @param source where its readings come from, such as {@code simulated}; empty when it does not say
 * @param asked of it; {@code null} values = nothing, then it uses what it is configured with
 * @param inUse as it reports
 * @param refused by setting, a sentence why the module does not use what was asked
 * @param askedModels SHA-256 of the manifest of models asked of the module that scores; empty =
 *     none
 * @param modelsInUse of the manifest that it uses or tried last; empty = none
 * @param modelsRefused why it does not use them; empty when it does
 * @param at when the twins were read, epoch milliseconds
 */
public record MachineTwin(
    String module,
    String source,
    Settings asked,
    Settings inUse,
    Map<String, String> refused,
    String askedModels,
    String modelsInUse,
    String modelsRefused,
    long at) {

  /** Nothing is known of the device. */
  public static final MachineTwin NONE =
      new MachineTwin("", "", Settings.NONE, Settings.NONE, Map.of(), "", "", "", 0);

  /** {@link #source} of a module whose readings are simulated: faults can be put into them. */
  public static final String SIMULATED = "simulated";

  public MachineTwin {
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }

  /** The same, with what is known of the models. */
  public MachineTwin withModels(String askedSha256, String inUseSha256, String why) {
    return new MachineTwin(
        module, source, asked, inUse, refused, askedSha256, inUseSha256, why, at);
  }
}
