package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.azure.AzureFields;
import fettle.ops.azure.AzureStandIn;
import fettle.ops.azure.Fault;
import fettle.ops.environment.Recorded;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProvisionPipelineTest {
  @TempDir Path folder;
  private AzureStandIn azure;
  private Provisioning provisioning;

  @BeforeEach
  void start() throws Exception {
    azure = AzureStandIn.start(folder.resolve("tls"));
    azure.trustInThisProcess();
    provisioning = new Provisioning(azure, folder);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private static void succeeded(RunState run) {
    assertThat(Provisioning.errors(run)).isEmpty();
    assertThat(run.succeeded()).isTrue();
  }

  private ObjectNode hub() throws Exception {
    return azure.resources().get(provisioning.blueprint().hubId());
  }

  @Test
  void aFirstRunCreatesEverything() throws Exception {
    RunState run = provisioning.run();

    succeeded(run);
    assertThat(run.steps().values()).allMatch(step -> step.result().equals("created"));
    assertThat(run.steps().get(HubParts.HUB).outputs()).containsKey(HubParts.HOST);
    assertThat(hub().at("/properties/routing/routes")).hasSize(3);
  }

  @Test
  void whatOtherCommandsNeedIsRecordedAlsoOfWhatWasThere() throws Exception {
    succeeded(provisioning.run());
    List<String> recorded = recorded(new Journal(provisioning.journal()));

    succeeded(provisioning.run());

    assertThat(recorded)
        .containsExactly(
            hub().at("/properties/hostName").asText(),
            "fettleplanta54a163.azurecr.io",
            provisioning.blueprint().workspaceId(),
            "training",
            clientOf(provisioning.blueprint().names().identity()),
            clientOf(provisioning.blueprint().names().dashboardIdentity()));
    assertThat(recorded(new Journal(provisioning.journal()))).isEqualTo(recorded);
  }

  private String clientOf(String identity) throws Exception {
    return identity(identity).at("/properties/clientId").asText();
  }

  private ObjectNode identity(String name) throws Exception {
    return azure.resources().get(identityId(name));
  }

  private String identityId(String name) throws Exception {
    return provisioning.blueprint().id("Microsoft.ManagedIdentity/userAssignedIdentities", name);
  }

  @Test
  void dashboardsMayReadTheLakesContainerAndNothingElse() throws Exception {
    succeeded(provisioning.run());

    Blueprint blueprint = provisioning.blueprint();
    String principal =
        identity(blueprint.names().dashboardIdentity()).at("/properties/principalId").asText();
    Map<String, ObjectNode> theirs =
        azure.resources().all().entrySet().stream()
            .filter(each -> each.getKey().contains("/roleassignments/"))
            .filter(
                each -> each.getValue().at("/properties/principalId").asText().equals(principal))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(theirs.entrySet())
        .singleElement()
        .satisfies(
            role ->
                assertThat(role.getKey())
                    .startsWith(blueprint.containerId().toLowerCase(Locale.ROOT) + "/"))
        .satisfies(
            role ->
                assertThat(role.getValue().at("/properties/roleDefinitionId").asText())
                    .endsWith("/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"));
  }

  @Test
  void withoutAClusterNoAccountIsFederated() throws Exception {
    succeeded(provisioning.file(Provisioning.AZURE).run());

    assertThat(azure.resources().ids())
        .noneMatch(id -> id.contains("federatedidentitycredentials"))
        .contains(
            identityId(provisioning.blueprint().names().dashboardIdentity())
                .toLowerCase(Locale.ROOT));
  }

  @Test
  void aClusterThatWasMadeAnewIsFederatedWhenAskedTo() throws Exception {
    succeeded(provisioning.run());
    azure.forgetWrites();
    String moved = Provisioning.EVERYTHING.replace("tenant/cluster/", "tenant/another/");

    RunState shown = provisioning.file(moved).run();
    RunState changed = provisioning.applyingChanges().run();

    assertThat(shown.steps().get("dashboard-identity-federation").result()).isEqualTo("differs");
    assertThat(changed.steps().get("dashboard-identity-federation").result()).isEqualTo("changed");
    assertThat(azure.writes())
        .hasSize(2)
        .allMatch(write -> write.body().at("/properties/issuer").asText().contains("/another/"));
  }

  private static List<String> recorded(Journal journal) {
    return Stream.of(
            Recorded.HUB,
            Recorded.REGISTRY,
            Recorded.WORKSPACE,
            Recorded.COMPUTE,
            Recorded.WORKLOADS,
            Recorded.DASHBOARD)
        .map(each -> each.in(journal).orElseThrow())
        .toList();
  }

  @Test
  void aSecondRunWritesNothing() throws Exception {
    succeeded(provisioning.run());
    azure.forgetWrites();

    RunState second = provisioning.run();

    succeeded(second);
    assertThat(second.steps().values()).allMatch(step -> step.result().equals("left"));
    assertThat(azure.writes()).isEmpty();
  }

  @Test
  void aPlanOfNothingWritesNothing() throws Exception {
    Map<String, Finding> plan = provisioning.plan();

    assertThat(plan.values()).allMatch(Finding.Create.class::isInstance);
    assertThat(azure.writes()).isEmpty();
    assertThat(plan.get(HubParts.HUB))
        .isInstanceOfSatisfying(
            Finding.Create.class,
            create ->
                assertThat(create.settings())
                    .contains("sku.name: S1", "sku.capacity: 2")
                    .contains("properties.eventHubEndpoints.events.partitionCount: 4"));
  }

  @Test
  void aPlanOfWhatIsThereLeavesIt() throws Exception {
    succeeded(provisioning.run());
    azure.forgetWrites();

    Map<String, Finding> plan = provisioning.plan();

    assertThat(plan.values()).allMatch(Finding.Leave.class::isInstance);
    assertThat(azure.writes()).isEmpty();
  }

  @Test
  void theRequestsAreThoseOfTheGoldenFiles() throws Exception {
    succeeded(provisioning.run());

    GoldenRequests.verify(azure.writes());
  }

  @Test
  void whatDiffersIsShownAndLeft() throws Exception {
    succeeded(provisioning.run());
    hub().withObject("/sku").put("capacity", 1);
    azure.forgetWrites();

    RunState run = provisioning.run();

    assertThat(run.steps().get(HubParts.HUB).result()).isEqualTo("differs");
    assertThat(azure.writes()).isEmpty();
    assertThat(provisioning.plan().get(HubParts.HUB))
        .isInstanceOfSatisfying(
            Finding.Differs.class,
            differs -> assertThat(differs.differences()).containsExactly("sku.capacity: 1 → 2"));
  }

  @Test
  void whatDiffersIsChangedWhenAskedTo() throws Exception {
    succeeded(provisioning.run());
    hub().withObject("/sku").put("capacity", 1);
    hub().withObject("/properties/eventHubEndpoints/events").put("partitionCount", 2);
    azure.forgetWrites();

    RunState run = provisioning.applyingChanges().run();

    assertThat(run.steps().get(HubParts.HUB).result()).isEqualTo("changed");
    assertThat(hub().at("/sku/capacity").asInt()).isEqualTo(2);
    assertThat(hub().at("/properties/eventHubEndpoints/events/partitionCount").asInt())
        .as("fixed when the hub was made")
        .isEqualTo(2);
    assertThat(azure.writes()).hasSize(1);
  }

  @Test
  void routesOfOthersStay() throws Exception {
    succeeded(provisioning.file(Provisioning.AZURE).run());
    ObjectNode routing = hub().withObject("/properties/routing");
    ObjectNode route = routing.withArray("routes").addObject();
    route.put("name", "of-others").put("source", "DeviceMessages").put("condition", "true");
    route.putArray("endpointNames").add("events");
    route.put("isEnabled", true);
    routing.withArray("enrichments").remove(0);

    RunState run = provisioning.run();

    succeeded(run);
    assertThat(hub().at("/properties/routing/routes").findValuesAsText("name"))
        .containsExactlyInAnyOrder("fettle-lake", "fettle-events", "of-others");
    assertThat(hub().at("/properties/routing/enrichments").findValuesAsText("key"))
        .containsExactlyInAnyOrder("hub", "site", "line", "environment");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            "PUT",
            "/IotHubs/[^/]+$",
            new Fault.Answer(429, "TooManyRequests", "Slow down.", Map.of("Retry-After", "1"))),
        Arguments.of(
            "PUT",
            "/storageAccounts/[^/]*lake[^/]*$",
            new Fault.Answer(409, "Conflict", "Another operation is under way.")),
        Arguments.of("PUT", "/redis/[^/]+$", new Fault.Drop()),
        Arguments.of("GET", "^/operations/", new Fault.Answer(503, "ServerBusy", "Later.")),
        Arguments.of(
            "PUT",
            "/workspaces/ml-[^/]+$",
            new Fault.FailedOperation("InternalServerError", "Something went wrong.")),
        Arguments.of(
            "PUT",
            "/registries/[^/]+$",
            new Fault.FailedOperation("QuotaExceeded", "No more registries.")),
        Arguments.of(
            "PUT", "/roleAssignments/", new Fault.Answer(403, "AuthorizationFailed", "No.")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aRunThatFailedInTheMiddleIsFinishedByTheNext(String method, String path, Fault fault)
      throws Exception {
    azure.failNext(method, path, fault);
    RunState broken = provisioning.attempts(1).run();
    assertThat(broken.succeeded()).isFalse();

    RunState next = provisioning.run();

    succeeded(next);
    assertThat(azure.hasFaultsLeft()).isFalse();
  }

  @Test
  void whatMayPassIsTriedAgainInTheSameRun() throws Exception {
    azure.failNext("PUT", "/IotHubs/[^/]+$", new Fault.Answer(429, "TooManyRequests", "Slow."));
    azure.failNext("PUT", "/redis/[^/]+$", new Fault.Drop());
    azure.failNext("GET", "^/operations/", new Fault.Drop());

    RunState run = provisioning.attempts(5).run();

    succeeded(run);
  }

  @Test
  void noSecretIsToldOrWrittenDown() throws Exception {
    azure.failNext(
        "PUT",
        "/redis/[^/]+$",
        new Fault.Answer(
            400, "BadRequest", "AccountKey=" + AzureFields.PLANTED + ";EndpointSuffix=x is wrong"));

    RunState run = provisioning.run();

    assertThat(Provisioning.errors(run).get(RedisParts.REDIS))
        .contains("AccountKey=***")
        .doesNotContain(AzureFields.PLANTED);
    assertThat(provisioning.events().toString()).doesNotContain(AzureFields.PLANTED);
    try (Stream<Path> files = Files.walk(provisioning.journal())) {
      List<Path> written = files.filter(Files::isRegularFile).toList();
      assertThat(written).isNotEmpty();
      for (Path file : written) {
        assertThat(file).content().doesNotContain(AzureFields.PLANTED);
      }
    }
  }
}
