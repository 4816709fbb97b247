package fettle.ops.status;

import fettle.ops.environment.Recorded;
import fettle.ops.pipeline.Journal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the manifests for a cluster mark as "yours" and provisioning has recorded. */
final class ClusterValues {
  private static final String CLIENT = "azure.workload.identity/client-id";

  private ClusterValues() {}

  /** Those that are known, by file. */
  static List<Status.Setting> of(Journal journal) {
    Optional<String> container =
        Recorded.LAKE
            .in(journal)
            .flatMap(blobs -> Recorded.LAKE_CONTAINER.in(journal).map(name -> under(blobs, name)));
    return Stream.of(
            setting("overlays/azure/gateway-identity.yaml", CLIENT, Recorded.WORKLOADS.in(journal)),
            setting(
                "overlays/azure/dashboard-identity.yaml", CLIENT, Recorded.DASHBOARD.in(journal)),
            setting(
                "overlays/azure/kustomization.yaml",
                "GATEWAY_HUB_API_HOST",
                Recorded.HUB.in(journal)),
            setting("pipelines/dashboard.yaml", "DASHBOARD_LAKE_CONTAINER", container))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Status.Setting> setting(
      String file, String name, Optional<String> value) {
    return value.map(known -> new Status.Setting(file, name, known));
  }

  private static String under(String blobs, String container) {
    return blobs.replaceFirst("/*$", "/") + container;
  }
}
