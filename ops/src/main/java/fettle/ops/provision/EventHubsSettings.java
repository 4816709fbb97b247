package fettle.ops.provision;

import fettle.ops.environment.Problems;

/**
 * A namespace of its own beside the hub's built-in endpoint: its Kafka access is documented.
 *
 * @param namespace {@code null}: named after the environment
 * @param hub the event hub, which is the Kafka topic
 * @param units throughput units: each takes 1 MB or 1,000 events a second
 * @param partitions fixed when the event hub is made
 */
record EventHubsSettings(
    Boolean enabled,
    String namespace,
    String hub,
    Integer units,
    Integer partitions,
    Integer retentionDays) {

  EventHubsSettings {
    enabled = enabled != null && enabled;
    hub = hub == null ? "telemetry" : hub;
    units = units == null ? 1 : units;
    partitions = partitions == null ? 4 : partitions;
    retentionDays = retentionDays == null ? 1 : retentionDays;
  }

  void check(Problems problems, String path) {
    if (namespace != null) {
      problems.matches(
          path + ".namespace",
          namespace,
          "[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]",
          "must be 6 to 50 letters, digits and inner dashes, from a letter on");
    }
    problems.matches(
        path + ".hub",
        hub,
        "[A-Za-z0-9]([A-Za-z0-9._-]{0,254}[A-Za-z0-9])?",
        "must be letters, digits and inner . _ -");
    problems.within(path + ".units", units, 1, 40);
    problems.within(path + ".partitions", partitions, 1, 32);
    problems.within(path + ".retentionDays", retentionDays, 1, 7);
  }
}
