package fettle.telemetry.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The pipelines that can be asked for. Provisioning is not: it costs money, and rights. */
public enum RequestedPipeline {
  TRAIN,
  DEPLOY,
  /** Makes a data set of the lake's readings. */
  DATASET,
  /**
   * A data set, a training from it, and a deployment of what was promoted where the environment
   * says so: each a run of its own.
   */
  RETRAIN;

  /** Its name, as commands and runs have it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name. */
  public static Optional<RequestedPipeline> of(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
  }
}
