package fettle.ops.provision;

import fettle.ops.environment.Problems;

/**
 * The Kubernetes cluster whose service accounts stand for identities.
 *
 * @param issuer of the cluster's tokens ({@code az aks show --query oidcIssuerProfile.issuerUrl});
 *     {@code null}: no account is federated, somebody else does it
 * @param namespace of the service accounts
 */
record ClusterSettings(String issuer, String namespace) {
  ClusterSettings {
    namespace = namespace == null ? "fettle" : namespace;
  }

  void check(Problems problems, String path) {
    if (issuer != null) {
      problems.matches(
          path + ".issuer",
          issuer,
          "https://[A-Za-z0-9.-]+(:\\d+)?(/\\S*)?",
          "must be the https address of the cluster's OIDC issuer, as az aks show --query"
              + " oidcIssuerProfile.issuerUrl prints it");
    }
    problems.matches(
        path + ".namespace",
        namespace,
        "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
        "must be a Kubernetes namespace");
  }
}
