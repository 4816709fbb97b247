package fettle.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.pipeline.Journal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void aDevicesModulesAreWhatWasWantedBesideWhatIsReported() throws Exception {
    JsonNode twins =
        new ObjectMapper()
            .readTree(
                """
                {"$edgeAgent":{"properties":{
                   "desired":{"modules":{
                     "inference":{"settings":{"image":"i:2"}},
                     "sensor":{"settings":{"image":"s:1"}}}},
                   "reported":{"modules":{
                     "inference":{"settings":{"image":"i:1"},"runtimeStatus":"running",
                       "restartCount":3},
                     "old":{"settings":{"image":"o:1"},"runtimeStatus":"stopped"}}}}},
                 "inference":{"connectionState":"Connected","properties":{"reported":{"models":{
                   "state":"active","loaded":[{"name":"pump","version":"1"}],"loadedTotal":4}}}}}
                """);

    List<Status.Module> modules = EdgeModules.of("edge-01", twins::path);

    assertThat(modules)
        .containsExactly(
            new Status.Module(
                "edge-01",
                "inference",
                "i:2",
                "i:1",
                "running",
                true,
                3,
                "pump:1, and 3 more (active)"),
            new Status.Module("edge-01", "old", null, "o:1", "stopped", false, 0, null),
            new Status.Module("edge-01", "sensor", "s:1", null, "not reported", false, 0, null));
  }

  @Test
  void theLagIsTheGreatestOfAllConsumersAndNoneWhereNoneFetched() {
    String name = "kafka_consumer_fetch_manager_records_lag_max";

    assertThat(
            GatewayProbe.lag(
                "# HELP " + name + " x\n" + name + "{a=\"1\"} 3.0\n" + name + "{a=\"2\"} 12.0\n"))
        .isEqualTo(OptionalDouble.of(12));
    assertThat(GatewayProbe.lag(name + "{a=\"1\"} NaN\n")).isEmpty();
  }

  @Test
  void whatManifestsForTheClusterWantIsWhatProvisioningRecorded(@TempDir Path runs)
      throws Exception {
    assertThat(ClusterValues.of(new Journal(runs))).isEmpty();
    Files.writeString(
        runs.resolve("provision.json"),
        """
        {"pipeline": "provision", "started": "2026-01-02T12:00:00Z", "steps": {
          "dashboard-identity": {"status": "DONE", "outputs": {"clientId": "c-of-dashboards"}},
          "lake-account": {"status": "DONE", "outputs": {"blobEndpoint": "https://a.example/"}},
          "lake-container": {"status": "DONE", "outputs": {"name": "lake"}}}}
        """);

    assertThat(ClusterValues.of(new Journal(runs)))
        .containsExactly(
            new Status.Setting(
                "overlays/azure/dashboard-identity.yaml",
                "azure.workload.identity/client-id",
                "c-of-dashboards"),
            new Status.Setting(
                "pipelines/dashboard.yaml", "DASHBOARD_LAKE_CONTAINER", "https://a.example/lake"));
  }

  @Test
  void theTableShowsEveryPartInColumnsThatSaySomethingAndWhatCouldNotBeFoundOut() {
    StringWriter text = new StringWriter();
    Status status =
        new Status(
            "plant",
            "local",
            List.of(
                new Status.Resource(
                    "redis", "running", 42L, NOW.minus(Duration.ofHours(3)), 1, "/logs/redis.log"),
                new Status.Resource("lake", "there", null, null, null, "/lake, 1.0 MB")),
            List.of(new Status.Module("edge-01", "sensor", "s:1", "s:1", "running", true, 0, null)),
            new Status.Gateway(true, 7L),
            List.of(
                new Status.Run(
                    "deploy", "failed", NOW.minusSeconds(60), NOW.minusSeconds(30), "apply: no")),
            List.of(new Status.Setting("overlays/azure/gateway.yaml", "HUB", "plant-a")),
            List.of("the hub does not answer"));

    new StatusTable(new PrintWriter(text), NOW).print(status);

    assertThat(text.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "Environment plant, target local",
            "redis running 42 3 h 1 /logs/redis.log",
            "lake there - - - /lake, 1.0 MB",
            "edge module state connected restarts image reported",
            "edge-01/sensor running yes 0 s:1 same",
            "gateway ready, lag 7 records",
            "deploy failed 60 s ago 30 s apply: no",
            "for the cluster, in k8s/ name value",
            "overlays/azure/gateway.yaml HUB plant-a",
            "the hub does not answer");
  }
}
