package fettle.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/**
 * Logging of the emulator as a program, where nobody configured it otherwise: one line an event,
 * and of the embedded broker, which tells much at its start, only warnings.
 */
final class ProgramLog {

  private ProgramLog() {}

  /** Does nothing when {@code java.util.logging.config.file} or {@code …class} is set. */
  static void configure() {
    if (System.getProperty("java.util.logging.config.file") != null
        || System.getProperty("java.util.logging.config.class") != null) {
      return;
    }
    try (InputStream settings = ProgramLog.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot configure logging", failed);
    }
  }
}
