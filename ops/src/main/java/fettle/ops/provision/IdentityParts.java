package fettle.ops.provision;

import com.azure.resourcemanager.msi.fluent.FederatedIdentityCredentialsClient;
import com.azure.resourcemanager.msi.fluent.UserAssignedIdentitiesClient;
import com.azure.resourcemanager.msi.fluent.models.FederatedIdentityCredentialInner;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import fettle.ops.azure.AzureClients;
import fettle.ops.environment.Recorded;
import fettle.ops.pipeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the programs in the cluster run as: the workloads' identity, and one of the dashboards' own,
 * which have no way to the hub. Where the cluster is known, its service accounts stand for them.
 */
final class IdentityParts {
  static final String WORKLOADS = Recorded.WORKLOADS.step();
  static final String DASHBOARD = Recorded.DASHBOARD.step();
  static final String CLIENT_ID = Recorded.WORKLOADS.output();

  /** Of tokens that a cluster gives to be exchanged for Azure's. */
  private static final String AUDIENCE = "api://AzureADTokenExchange";

  private final Blueprint blueprint;
  private final AzureClients clients;
  private final ResourceStep.Rules rules;

  IdentityParts(Blueprint blueprint, AzureClients clients, ResourceStep.Rules rules) {
    this.blueprint = blueprint;
    this.clients = clients;
    this.rules = rules;
  }

  List<Step> all() {
    String workloads = blueprint.names().identity();
    String dashboard = blueprint.names().dashboardIdentity();
    List<Step> steps =
        new ArrayList<>(List.of(identity(WORKLOADS, workloads), identity(DASHBOARD, dashboard)));
    if (blueprint.config().cluster().issuer() != null) {
      steps.add(federation(WORKLOADS, workloads, "stream-gateway"));
      steps.add(federation(DASHBOARD, dashboard, "dashboard-ui"));
    }
    return steps;
  }

  private Step identity(String step, String name) {
    UserAssignedIdentitiesClient identities =
        clients.azure().identities().manager().serviceClient().getUserAssignedIdentities();
    String group = blueprint.names().group();
    Thing<IdentityInner, IdentityInner> thing =
        new Thing<>(
            "managed identity " + name,
            IdentityInner.class,
            () -> identities.getByResourceGroup(group, name),
            (body, found) -> identities.createOrUpdate(group, name, body),
            found -> null,
            Set.of("location"));
    return new ResourceStep<>(
        step,
        Set.of(SharedParts.GROUP),
        thing,
        outputs ->
            Optional.of(
                new IdentityInner()
                    .withLocation(blueprint.azure().region())
                    .withTags(blueprint.tags())),
        Map.of(
            SharedParts.PRINCIPAL_ID,
            found -> found.principalId().toString(),
            CLIENT_ID,
            found -> found.clientId().toString()),
        rules);
  }

  /**
   * Lets a service account of the cluster sign in as an identity (Microsoft's page "Workload
   * identity federation").
   */
  private Step federation(String identityStep, String identity, String account) {
    FederatedIdentityCredentialsClient credentials =
        clients.azure().identities().manager().serviceClient().getFederatedIdentityCredentials();
    String group = blueprint.names().group();
    ClusterSettings cluster = blueprint.config().cluster();
    Thing<FederatedIdentityCredentialInner, FederatedIdentityCredentialInner> thing =
        new Thing<>(
            "federation of %s with the service account %s".formatted(identity, account),
            FederatedIdentityCredentialInner.class,
            () -> credentials.get(group, identity, account),
            (body, found) -> credentials.createOrUpdate(group, identity, account, body),
            found -> null,
            Set.of());
    return new ResourceStep<>(
        identityStep + "-federation",
        Set.of(identityStep),
        thing,
        outputs ->
            Optional.of(
                new FederatedIdentityCredentialInner()
                    .withIssuer(cluster.issuer())
                    .withSubject(
                        "system:serviceaccount:%s:%s".formatted(cluster.namespace(), account))
                    .withAudiences(List.of(AUDIENCE))),
        Map.of(),
        rules);
  }
}
