package fettle.sensor.module;

import fettle.recording.ReadOptions;
import fettle.sensor.config.SensorConfig;
import fettle.sensor.iio.IioSource;
import fettle.sensor.replay.ReplayOptions;
import fettle.sensor.replay.ReplaySource;
import fettle.sensor.source.BadInputException;
import fettle.sensor.source.SimulatedSource;
import fettle.sensor.source.Source;
import java.util.List;
import java.util.Set;

/** Makes the configured source. */
final class Sources {
  private Sources() {}

  /**
   * @throws BadInputException with the reason, if it cannot be read
   */
  static Source open(SensorConfig config) throws BadInputException {
    return switch (config.source()) {
      case SIMULATED ->
          new SimulatedSource(
              config.simulated().seed(),
              config.simulated().prefix(),
              config.simulated().machines(),
              config.simulated().day());
      case REPLAY ->
          ReplaySource.open(config.replay().files().orElse(List.of()), options(config.replay()));
      case IIO ->
          IioSource.open(
              config.iio().root(),
              config.iio().prefix().orElse(""),
              config.iio().attempts(),
              config.iio().retry().toMillis());
    };
  }

  private static ReplayOptions options(SensorConfig.Replay replay) throws BadInputException {
    try {
      return new ReplayOptions(
          replay.speed(),
          new ReadOptions(
              replay.zone(),
              replay.timeColumn(),
              replay.timePattern(),
              0,
              replay.labels(),
              replay.signals().orElse(List.of()),
              Set.of(),
              replay.onBadCell()),
          replay.groundTruth());
    } catch (IllegalArgumentException wrong) {
      throw new BadInputException("sensor.replay." + wrong.getMessage(), wrong);
    }
  }
}
