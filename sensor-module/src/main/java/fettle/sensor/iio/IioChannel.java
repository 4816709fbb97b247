package fettle.sensor.iio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One quantity of a device: either processed by the driver ({@code in_temp_input}) or to be
 * computed, {@code (raw + offset) · scale}.
 *
 * @param signal its name in messages
 * @param perUnit what the kernel's unit is divided by: it has milli-degrees, milli-percent,
 *     millivolts and milliamperes
 */
record IioChannel(
    String signal, Path file, Optional<Path> offset, Optional<Path> scale, double perUnit) {
  private static final Pattern FILE = Pattern.compile("in_([a-z]+)(\\d*)(_[a-z0-9]+)?_(input|raw)");
  private static final Map<String, String> NAMES =
      Map.of("temp", "temperature", "humidityrelative", "humidity", "accel", "acceleration");
  private static final Map<String, Double> PER_UNIT =
      Map.of("temp", 1e3, "humidityrelative", 1e3, "voltage", 1e3, "current", 1e3);
  private static final double ROUNDED_TO = 1e4;

  /** The channel that a file of a device's folder is, if it is one. */
  static Optional<IioChannel> of(Path file) {
    Matcher name = FILE.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    String type = name.group(1);
    String modifier = name.group(3) == null ? "" : name.group(3);
    boolean raw = name.group(4).equals("raw");
    if (raw
        && Files.exists(file.resolveSibling("in_" + type + name.group(2) + modifier + "_input"))) {
      return Optional.empty();
    }
    String[] stems = {
      "in_" + type + name.group(2) + modifier, "in_" + type + name.group(2), "in_" + type
    };
    return Optional.of(
        new IioChannel(
            NAMES.getOrDefault(type, type) + name.group(2) + modifier,
            file,
            raw ? sibling(file, stems, "_offset") : Optional.empty(),
            raw ? sibling(file, stems, "_scale") : Optional.empty(),
            PER_UNIT.getOrDefault(type, 1.0)));
  }

  /** A driver gives scale and offset for the channel or for all channels of its type. */
  private static Optional<Path> sibling(Path file, String[] stems, String suffix) {
    for (String stem : stems) {
      Path candidate = file.resolveSibling(stem + suffix);
      if (Files.exists(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads the sensor; a DHT takes some 20 ms and fails now and then.
   *
   * @return in °C, %, V, A, and the kernel's own units for the rest
   * @throws IOException if the kernel could not read it, or gives no number
   */
  double read() throws IOException {
    double value = number(file);
    if (offset.isPresent()) {
      value += number(offset.get());
    }
    if (scale.isPresent()) {
      value *= number(scale.get());
    }
    return Math.rint(value / perUnit * ROUNDED_TO) / ROUNDED_TO;
  }

  private static double number(Path file) throws IOException {
    String text = Files.readString(file).strip();
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw new IOException(file + " has '" + text + "' instead of a number", notANumber);
    }
  }
}
