package fettle.ops.provision;

import com.azure.resourcemanager.authorization.models.PrincipalType;
import fettle.ops.azure.AzureClients;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who may do what, and nothing more: the hub writes to the lake and the event hub; the workloads
 * read the stream, command devices, add to the lake and pull images; dashboards read the lake;
 * operators push images, train and deploy, and see how much of the hub's quota is used.
 */
final class RoleParts {
  private final Blueprint blueprint;
  private final AzureClients clients;
  private final List<Step> steps = new ArrayList<>();

  RoleParts(Blueprint blueprint, AzureClients clients) {
    this.blueprint = blueprint;
    this.clients = clients;
  }

  /** Something that roles are about. */
  private record Scope(String step, String id, String name) {}

  private Scope lake() {
    return new Scope(LakeParts.ACCOUNT, blueprint.lakeId(), blueprint.names().lakeAccount());
  }

  private Scope container() {
    return new Scope(
        LakeParts.CONTAINER, blueprint.containerId(), blueprint.config().lake().container());
  }

  private Scope hub() {
    return new Scope(HubParts.HUB, blueprint.hubId(), blueprint.names().hub());
  }

  private Scope eventHub() {
    return new Scope(
        EventHubsParts.HUB, blueprint.eventHubId(), blueprint.config().eventHubs().hub());
  }

  private Scope registry() {
    return new Scope(LearningParts.REGISTRY, blueprint.registryId(), blueprint.names().registry());
  }

  private Scope workspace() {
    return new Scope(
        LearningParts.WORKSPACE, blueprint.workspaceId(), blueprint.names().workspace());
  }

  /** All role assignments. */
  List<Step> all() {
    boolean stream = blueprint.config().eventHubs().enabled();
    boolean learning = blueprint.config().ml().enabled();
    // the hub checks its right on the account, not on the container
    ofHub("hub-writes-lake", Role.STORAGE_BLOB_DATA_CONTRIBUTOR, lake());
    ofWorkloads("workloads-command", Role.IOT_HUB_DATA_CONTRIBUTOR, hub());
    ofWorkloads("workloads-lake", Role.STORAGE_BLOB_DATA_CONTRIBUTOR, container());
    of(
        IdentityParts.DASHBOARD,
        blueprint.names().dashboardIdentity(),
        "dashboard-lake",
        Role.STORAGE_BLOB_DATA_READER,
        container());
    if (stream) {
      ofHub("hub-writes-stream", Role.EVENT_HUBS_DATA_SENDER, eventHub());
      ofWorkloads("workloads-stream", Role.EVENT_HUBS_DATA_RECEIVER, eventHub());
    }
    ofOperators("deploy", Role.IOT_HUB_DATA_CONTRIBUTOR, hub());
    ofOperators("quota", Role.READER, hub());
    ofOperators("lake", Role.STORAGE_BLOB_DATA_CONTRIBUTOR, container());
    if (learning) {
      ofWorkloads("workloads-pull", Role.ACR_PULL, registry());
      ofOperators("push", Role.ACR_PUSH, registry());
      ofOperators("train", Role.ML_DATA_SCIENTIST, workspace());
    }
    return List.copyOf(steps);
  }

  /** Ids of the steps that let the hub write where its routes lead. */
  Set<String> hubWrites() {
    return steps.stream()
        .map(Step::id)
        .filter(id -> id.startsWith("hub-writes-"))
        .collect(Collectors.toSet());
  }

  /** Ids of the steps that let operators deploy. */
  Set<String> operatorsDeploy() {
    return steps.stream()
        .map(Step::id)
        .filter(id -> id.matches("operator-\\d+-deploy"))
        .collect(Collectors.toSet());
  }

  private void ofHub(String step, Role role, Scope scope) {
    grant(
        step,
        role,
        "the IoT hub",
        HubParts.HUB,
        outputs -> outputs.of(HubParts.HUB, SharedParts.PRINCIPAL_ID),
        PrincipalType.SERVICE_PRINCIPAL,
        scope);
  }

  private void ofWorkloads(String step, Role role, Scope scope) {
    of(IdentityParts.WORKLOADS, blueprint.names().identity(), step, role, scope);
  }

  private void of(String identityStep, String identity, String step, Role role, Scope scope) {
    grant(
        step,
        role,
        identity,
        identityStep,
        outputs -> outputs.of(identityStep, SharedParts.PRINCIPAL_ID),
        PrincipalType.SERVICE_PRINCIPAL,
        scope);
  }

  private void ofOperators(String task, Role role, Scope scope) {
    AccessSettings access = blueprint.config().access();
    for (int i = 0; i < access.operators().size(); i++) {
      String operator = access.operators().get(i);
      grant(
          "operator-" + (i + 1) + "-" + task,
          role,
          "operator " + operator,
          SharedParts.GROUP,
          outputs -> Optional.of(operator),
          PrincipalType.fromString(access.operatorType()),
          scope);
    }
  }

  private void grant(
      String step,
      Role role,
      String who,
      String whoStep,
      Function<Outputs, Optional<String>> principal,
      PrincipalType type,
      Scope scope) {
    steps.add(
        new RoleStep(
            new RoleStep.Grant(
                step,
                Set.of(whoStep).contains(scope.step())
                    ? Set.of(whoStep)
                    : Set.of(whoStep, scope.step()),
                role,
                who,
                principal,
                type,
                scope.id(),
                scope.name()),
            blueprint,
            clients));
  }
}
