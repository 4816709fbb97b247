package fettle.ops.provision;

import fettle.ops.environment.Problems;

/**
 * What training in the cloud needs.
 *
 * @param enabled whether it is made at all; without it no registry is made either
 * @param registry container registry; {@code null}, as the other names: after the environment
 * @param registrySku Basic, Standard or Premium
 * @param compute name of the cluster
 * @param vmSize of its nodes
 * @param maxNodes the cluster never has more, and none while it is idle
 * @param idleSeconds after which a node is given back
 */
record LearningSettings(
    Boolean enabled,
    String registry,
    String registrySku,
    String workspace,
    String storage,
    String vault,
    String compute,
    String vmSize,
    Integer maxNodes,
    Integer idleSeconds) {

  LearningSettings {
    enabled = enabled == null || enabled;
    registrySku = registrySku == null ? "Basic" : registrySku;
    compute = compute == null ? "training" : compute;
    vmSize = vmSize == null ? "Standard_DS3_v2" : vmSize;
    maxNodes = maxNodes == null ? 1 : maxNodes;
    idleSeconds = idleSeconds == null ? 300 : idleSeconds;
  }

  void check(Problems problems, String path) {
    if (registry != null) {
      problems.matches(
          path + ".registry", registry, "[A-Za-z0-9]{5,50}", "must be 5 to 50 letters and digits");
    }
    problems.matches(
        path + ".registrySku",
        registrySku,
        "Basic|Standard|Premium",
        "must be Basic, Standard or Premium");
    if (workspace != null) {
      problems.matches(
          path + ".workspace",
          workspace,
          "[A-Za-z0-9][A-Za-z0-9_-]{2,32}",
          "must be 3 to 33 letters, digits, - and _");
    }
    if (storage != null) {
      problems.matches(path + ".storage", storage, Names.STORAGE, Names.STORAGE_RULE);
    }
    if (vault != null) {
      problems.matches(
          path + ".vault",
          vault,
          "[A-Za-z](-?[A-Za-z0-9]){2,23}",
          "must be 3 to 24 letters, digits and single inner dashes, from a letter on");
      problems.require(vault.length() <= 24, path + ".vault", vault, "must be 3 to 24 long");
    }
    problems.matches(
        path + ".compute",
        compute,
        "[A-Za-z][A-Za-z0-9-]{1,14}[A-Za-z0-9]",
        "must be 3 to 16 letters, digits and inner dashes, from a letter on");
    problems.matches(
        path + ".vmSize", vmSize, "Standard_[A-Za-z0-9_]+", "must be a size, as Standard_DS3_v2");
    problems.within(path + ".maxNodes", maxNodes, 1, 100);
    problems.within(path + ".idleSeconds", idleSeconds, 60, 86_400);
  }
}
