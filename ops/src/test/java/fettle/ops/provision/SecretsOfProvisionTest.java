package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import fettle.ops.Cli;
import fettle.ops.PlantedSecrets;
import fettle.ops.azure.AzureAccess;
import fettle.ops.azure.AzureFields;
import fettle.ops.azure.AzureStandIn;
import fettle.ops.azure.Fault;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Azure says keys in its answers, and keys and the token in its errors; nobody else does. */
class SecretsOfProvisionTest {
  private static final String TOKEN = "planted token, which is no JWT & looks like nothing";
  private static final String WEB_TOKEN = "eyJhbGciOiJub25lIn0.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmVk";

  @TempDir Path folder;
  private final PlantedSecrets secrets = new PlantedSecrets();
  private AzureStandIn azure;

  @BeforeEach
  void start() throws Exception {
    azure = AzureStandIn.start(folder.resolve("tls"));
    azure.trustInThisProcess();
    secrets.plant("key of Azure", AzureFields.PLANTED);
    secrets.plant("token", TOKEN);
    secrets.plant("web token", WEB_TOKEN);
    Files.writeString(folder.resolve("fettle.yaml"), Provisioning.EVERYTHING);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private AzureAccess access() {
    return azure.access(
        request ->
            Mono.just(new AccessToken(TOKEN, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))));
  }

  private Cli fettle(String command, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--target=azure",
                "--config=" + folder.resolve("fettle.yaml"),
                "--state=" + folder.resolve("state")));
    arguments.addAll(List.of(options));
    return Cli.run(
        Map.of(
            "provision",
            new ProvisionCommand(section -> access()),
            "destroy",
            new DestroyCommand(
                section -> access(), new BufferedReader(new StringReader("plant-a\n")))),
        arguments.toArray(String[]::new));
  }

  /** Every way in which an error may repeat a secret. */
  private static String everything() {
    return String.join(
        " ",
        "Bearer " + TOKEN,
        WEB_TOKEN,
        AzureFields.PLANTED,
        "AccountKey=" + AzureFields.PLANTED + ";",
        "{\"primaryKey\":\"" + AzureFields.PLANTED + "\"}",
        "{\\\"secondaryKey\\\":\\\"" + AzureFields.PLANTED + "\\\"}",
        "https://x.blob.core.windows.net/c?sig=" + AzureFields.PLANTED + "&se=1",
        "https://user:" + AzureFields.PLANTED + "@x.example.com/");
  }

  private void fail(String method, String path, int status) {
    azure.failNext(method, path, new Fault.Answer(status, "Planned", everything()));
  }

  private void verify(Cli... runs) throws Exception {
    secrets.verifyPrinted(runs);
    if (Files.exists(folder.resolve("state"))) {
      secrets.verifyFiles(folder.resolve("state"));
    }
  }

  @Test
  void noneShowsWhenAllGoesWell() throws Exception {
    Cli plan = fettle("provision", "--plan");
    Cli planForPrograms = fettle("provision", "--plan", "--json");
    Cli run = fettle("provision", "--json");
    Cli again = fettle("provision");
    Cli status = fettle("status");
    Cli destroy = fettle("destroy");

    assertThat(List.of(plan, planForPrograms, run, again, status, destroy))
        .allMatch(it -> it.exit() == 0);
    verify(plan, planForPrograms, run, again, status, destroy);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void noneShowsInARefusal(int status) throws Exception {
    fail("GET", "/resourceGroups/[^/]+$", status);
    Cli plan = fettle("provision", "--plan");
    fail("PUT", "/IotHubs/[^/]+$", status);
    Cli run = fettle("provision");
    fail("PUT", "/IotHubs/[^/]+$", status);
    Cli runForPrograms = fettle("provision", "--json");
    Cli told = fettle("status", "--json");
    fail("DELETE", "/redis/[^/]+$", status);
    Cli destroy = fettle("destroy", "--yes");

    assertThat(List.of(plan, run, runForPrograms, destroy)).allMatch(it -> it.exit() == 1);
    assertThat(run.out()).contains("FAILED", "***");
    assertThat(told.out()).contains("failed", "***");
    verify(plan, run, runForPrograms, told, destroy);
  }

  @Test
  void noneShowsInWhatIsTriedAgain() throws Exception {
    fail("PUT", "/redis/[^/]+$", 409);
    fail("PUT", "/IotHubs/[^/]+$", 500);
    azure.failNext("PUT", "/registries/[^/]+$", new Fault.FailedOperation("Planned", everything()));

    Cli run = fettle("provision");

    assertThat(run.out()).contains("again in", "***");
    verify(run);
  }
}
