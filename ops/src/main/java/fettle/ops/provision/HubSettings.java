package fettle.ops.provision;

import fettle.ops.environment.Problems;

/**
 * The IoT hub.
 *
 * @param name of an existing hub, or for a new one; {@code null}: made from the environment's name
 * @param sku S1, S2 or S3; basic tiers have no twins and no edge
 * @param units 1 to 200 (S3: 10)
 * @param partitions of the built-in endpoint, fixed when the hub is made: at most so many gateways
 *     share the stream
 * @param retentionDays 1 to 7: how long a gateway may be away without losing readings
 * @param consumerGroup of the gateway
 * @param device id of the edge device whose identity is made
 * @param enrichments what the hub stamps on every message
 */
record HubSettings(
    String name,
    String sku,
    Integer units,
    Integer partitions,
    Integer retentionDays,
    String consumerGroup,
    String device,
    Enrichments enrichments) {
  private static final int MOST_PARTITIONS = 32;
  private static final int MOST_RETENTION_DAYS = 7;

  HubSettings {
    sku = sku == null ? "S1" : sku;
    units = units == null ? 1 : units;
    partitions = partitions == null ? 4 : partitions;
    retentionDays = retentionDays == null ? 1 : retentionDays;
    consumerGroup = consumerGroup == null ? "fettle-gateway" : consumerGroup;
    device = device == null ? "edge-01" : device;
    enrichments = enrichments == null ? new Enrichments(null, null, null) : enrichments;
  }

  /**
   * @param siteTag tag of the module's twin that says its site
   * @param lineTag tag of the module's twin that says its line
   * @param environment stamped as it is; {@code null}: the environment's name
   */
  record Enrichments(String siteTag, String lineTag, String environment) {
    Enrichments {
      siteTag = siteTag == null ? "site" : siteTag;
      lineTag = lineTag == null ? "line" : lineTag;
    }
  }

  void check(Problems problems, String path) {
    if (name != null) {
      problems.matches(
          path + ".name",
          name,
          "[A-Za-z0-9][A-Za-z0-9-]{1,48}[A-Za-z0-9]",
          "must be 3 to 50 letters, digits and inner dashes");
    }
    problems.matches(path + ".sku", sku, "S[123]", "must be S1, S2 or S3");
    problems.within(path + ".units", units, 1, sku.equals("S3") ? 10 : 200);
    problems.within(path + ".partitions", partitions, 2, MOST_PARTITIONS);
    problems.within(path + ".retentionDays", retentionDays, 1, MOST_RETENTION_DAYS);
    problems.matches(
        path + ".consumerGroup",
        consumerGroup,
        "[A-Za-z0-9][A-Za-z0-9._-]{0,48}[A-Za-z0-9]",
        "must be 2 to 50 letters, digits and inner . _ -");
    problems.matches(
        path + ".device",
        device,
        "[A-Za-z0-9._:=@!-]{1,128}",
        "must be 1 to 128 letters, digits and . _ : = @ ! -");
    tag(problems, path + ".enrichments.siteTag", enrichments.siteTag());
    tag(problems, path + ".enrichments.lineTag", enrichments.lineTag());
    if (enrichments.environment() != null) {
      problems.matches(
          path + ".enrichments.environment",
          enrichments.environment(),
          "[^$\\s].{0,127}",
          "must be 1 to 128 characters, not beginning with $");
    }
  }

  private static void tag(Problems problems, String field, String value) {
    problems.matches(
        field,
        value,
        "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*",
        "must be a tag's name, with dots between levels");
  }
}
