package fettle.sensor.module;

import fettle.edge.FirstHandshake;
import fettle.sensor.config.SensorBounds;
import fettle.sensor.config.SensorConfig;
import fettle.sensor.export.History;
import fettle.sensor.export.HistoryWriter;
import fettle.sensor.source.BadInputException;
import fettle.sensor.source.SimulatedSource;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the module, or writes history and ends. Ends with 1 and one line that says why, if what is
 * configured cannot be used.
 */
@QuarkusMain
public class Main implements QuarkusApplication {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String EXPORT_FOLDER = "sensor.export.folder";
  private static final String EXPORT_VARIABLE = "SENSOR_EXPORT_FOLDER";

  private final SensorConfig config;
  private final SensorModule module;

  Main(SensorConfig config, SensorModule module) {
    this.config = config;
    this.module = module;
  }

  /** Starts Quarkus, and what the connection will need beside it. */
  public static void main(String... arguments) {
    if (System.getProperty(EXPORT_FOLDER) != null || System.getenv(EXPORT_VARIABLE) != null) {
      // writing files needs no port, and another module may have it
      System.setProperty("quarkus.http.host-enabled", "false");
    } else {
      FirstHandshake.prepare();
    }
    Quarkus.run(Main.class, arguments);
  }

  @Override
  public int run(String... arguments) {
    try {
      check();
      if (config.export().folder().isPresent()) {
        export(config.export().folder().get());
        return 0;
      }
      module.start();
    } catch (BadInputException refused) {
      LOG.error(refused.getMessage());
      LOG.debug("refused", refused);
      return 1;
    }
    Quarkus.waitForExit();
    return 0;
  }

  private void check() throws BadInputException {
    try {
      SensorBounds.check(config);
    } catch (IllegalArgumentException broken) {
      throw new BadInputException(broken.getMessage(), broken);
    }
  }

  private void export(Path folder) throws BadInputException {
    try {
      History history =
          new History(
              config.simulated().seed(),
              config.simulated().day(),
              SimulatedSource.names(config.simulated().prefix(), config.simulated().machines()),
              config.export().start(),
              config.export().duration(),
              config.export().interval());
      long rows = HistoryWriter.write(history, folder);
      LOG.info("{} rows of {} machines in {}", rows, history.machines().size(), folder);
    } catch (IOException | IllegalArgumentException failure) {
      throw new BadInputException(
          "sensor.export.folder=" + folder + ": " + failure.getMessage(), failure);
    }
  }
}
