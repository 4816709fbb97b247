package fettle.ops.bench.browser;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** How busy the machine is with everything: without that, no figure here says anything. */
final class Load {
  private Load() {}

  static String now() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return "load %.1f on %d processors"
        .formatted(system.getSystemLoadAverage(), system.getAvailableProcessors());
  }
}
