package fettle.ops.provision;

import fettle.ops.environment.Problems;

/**
 * The store of rollups, as Azure Cache for Redis.
 *
 * @param name {@code null}: after the environment
 * @param sku Basic (one node, for trying out), Standard or Premium
 * @param capacity size within the family: C0 (250 MB) to C6 (53 GB), Premium P1 (6 GB) to P5
 */
record RedisSettings(Boolean enabled, String name, String sku, Integer capacity) {

  RedisSettings {
    enabled = enabled == null || enabled;
    sku = sku == null ? "Standard" : sku;
    capacity = capacity == null ? 1 : capacity;
  }

  void check(Problems problems, String path) {
    if (name != null) {
      problems.matches(
          path + ".name",
          name,
          "[A-Za-z0-9](-?[A-Za-z0-9]){0,62}",
          "must be 1 to 63 letters, digits and single inner dashes");
    }
    problems.matches(
        path + ".sku", sku, "Basic|Standard|Premium", "must be Basic, Standard or Premium");
    boolean premium = sku.equals("Premium");
    problems.within(path + ".capacity", capacity, premium ? 1 : 0, premium ? 5 : 6);
  }
}
