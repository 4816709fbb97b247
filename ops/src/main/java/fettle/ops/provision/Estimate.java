package fettle.ops.provision;

import fettle.ops.azure.HubTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a config implies, by the hub's published limits: it counts messages in pieces of 4 KB,
 * allows so many a day and unit, and slows down what sends faster than its tier allows.
 *
 * @param messageBytes of one batch as it is sent
 * @param messagesPerDay of all machines, those with sketches among them
 * @param sketches what of it is sketches
 * @param piecesPerDay as the hub counts them
 * @param sendsPerSecond of all machines
 * @param unitsNeeded of the configured tier
 * @param costs by item, in US dollars a month
 * @param warnings where a limit would bite, each with the way out
 */
record Estimate(
    long messageBytes,
    long messagesPerDay,
    SketchLoad sketches,
    long piecesPerDay,
    double sendsPerSecond,
    long unitsNeeded,
    Map<String, Double> costs,
    List<String> warnings) {
  private static final long PIECE = 4_096;
  private static final long LARGEST_BODY = 64 * 1_024;
  private static final double SECONDS_A_DAY = 86_400;
  private static final double DAYS_A_MONTH = 30;

  /** Names, session, properties and enrichments of a message. */
  private static final long ENVELOPE = 420;

  /** Time, score and anomaly of a reading, and one signal of it, with the digits that they have. */
  private static final long READING = 24;

  private static final long SIGNAL = 7;

  Estimate {
    costs = Map.copyOf(costs);
    warnings = List.copyOf(warnings);
  }

  static Estimate of(ProvisionSection config) {
    LoadSettings load = config.load();
    double readings = Math.max(1, load.readingsPerSecond() * load.flushSeconds());
    double bytes = readings * (READING + SIGNAL * load.signals());
    double parts = Math.ceil(bytes / (LARGEST_BODY - ENVELOPE));
    long messageBytes = (long) Math.ceil(ENVELOPE + bytes / parts);
    // a machine that reads more slowly than it flushes sends one message a reading
    double flushes = Math.min(1 / load.flushSeconds(), load.readingsPerSecond());
    double batches = load.machines() * parts * flushes * SECONDS_A_DAY;
    SketchLoad sketches = SketchLoad.of(load, ENVELOPE, PIECE);
    double sends = (batches + sketches.messagesPerDay()) / SECONDS_A_DAY;
    long messages = (long) Math.ceil(batches + sketches.messagesPerDay());
    double pieces = batches * Math.ceilDiv(messageBytes, PIECE) + sketches.piecesPerDay();
    double bytesPerDay =
        batches * messageBytes + sketches.messagesPerDay() * sketches.messageBytes();
    HubTier tier =
        HubTier.find(config.hub().sku())
            .orElseThrow(() -> new IllegalArgumentException("unknown tier " + config.hub().sku()));
    long counted = (long) Math.ceil(pieces);
    long needed = tier.unitsFor(counted, sends);
    return new Estimate(
        messageBytes,
        messages,
        sketches,
        counted,
        sends,
        needed,
        Costs.monthly(config, messages * DAYS_A_MONTH, bytesPerDay * DAYS_A_MONTH),
        warnings(config, tier, counted, sends, needed));
  }

  private static List<String> warnings(
      ProvisionSection config, HubTier tier, long pieces, double sends, long needed) {
    HubSettings hub = config.hub();
    List<String> warnings = new ArrayList<>();
    long quota = tier.messagesPerDay() * hub.units();
    if (pieces > quota) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "quota: %,d messages of 4 KB a day, but %d %s unit(s) allow %,d: the hub would refuse"
                  + " messages from %.1f h on every day; raise provision.hub.units to %d or"
                  + " provision.load.flushSeconds",
              pieces,
              hub.units(),
              hub.sku(),
              quota,
              24.0 * quota / pieces,
              needed));
    }
    if (sends > tier.throttle(hub.units())) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "throttle: %,.1f messages a second, but %d %s unit(s) take %,.0f: the hub would slow"
                  + " the devices down; raise provision.hub.units to %d or"
                  + " provision.load.flushSeconds",
              sends,
              hub.units(),
              hub.sku(),
              tier.throttle(hub.units()),
              needed));
    }
    return warnings;
  }

  /** All costs of a month, in US dollars. */
  double total() {
    return costs.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
