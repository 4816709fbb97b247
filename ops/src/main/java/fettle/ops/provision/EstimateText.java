package fettle.ops.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeMap;

/** Prints an estimate, for a person or for a program. */
final class EstimateText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EstimateText() {}

  static void print(PrintWriter out, ProvisionSection config, Estimate estimate) {
    LoadSettings load = config.load();
    out.println();
    out.printf(
        Locale.ROOT,
        "Load: %,d machines × %,d signals × %s readings/s, a message every %s s%n",
        load.machines(),
        load.signals(),
        plain(load.readingsPerSecond()),
        plain(load.flushSeconds()));
    out.printf(
        Locale.ROOT,
        "  %,d messages a day of about %,d bytes (%,.0f of them sketches of %,d bytes, every %d s),"
            + " which the hub counts as %,d%n",
        estimate.messagesPerDay(),
        estimate.messageBytes(),
        estimate.sketches().messagesPerDay(),
        estimate.sketches().messageBytes(),
        load.sketchSeconds(),
        estimate.piecesPerDay());
    out.printf(
        Locale.ROOT,
        "  %d %s unit(s) needed, %d configured%n",
        estimate.unitsNeeded(),
        config.hub().sku(),
        config.hub().units());
    out.println("Cost a month, in US dollars, roughly (set provision.prices to what you pay):");
    new TreeMap<>(estimate.costs())
        .forEach((item, dollars) -> out.printf(Locale.ROOT, "  %10.2f  %s%n", dollars, item));
    out.printf(Locale.ROOT, "  %10.2f  in all%n", estimate.total());
    estimate.warnings().forEach(warning -> out.println("Warning: " + warning));
    out.flush();
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  static void printJson(PrintWriter out, Estimate estimate) {
    ObjectNode line = JSON.createObjectNode();
    line.set("estimate", JSON.valueToTree(estimate));
    out.println(line);
    out.flush();
  }
}
