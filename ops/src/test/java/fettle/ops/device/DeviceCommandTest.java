package fettle.ops.device;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.identity.Identity;
import fettle.ops.Cli;
import fettle.ops.PlantedSecrets;
import fettle.ops.hub.Hubs;
import fettle.ops.hub.StandInHub;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCommandTest {
  @TempDir static Path system;
  @TempDir Path folder;

  private static final SSLSocketFactory TRUSTED_BEFORE =
      HttpsURLConnection.getDefaultSSLSocketFactory();
  private static SSLContext contextBefore;
  private static Emulator emulator;

  @BeforeAll
  static void open() throws Exception {
    contextBefore = SSLContext.getDefault();
    emulator =
        Emulator.start(
            EmulatorConfig.defaults(system.resolve("hub"))
                .withListeners(Listeners.ephemeral("127.0.0.1")));
  }

  @AfterAll
  static void close() {
    emulator.close();
    HttpsURLConnection.setDefaultSSLSocketFactory(TRUSTED_BEFORE);
    SSLContext.setDefault(contextBefore);
  }

  private Cli device(String... arguments) {
    return run(
        Map.of(), Stream.concat(Stream.of(arguments), Stream.of("--folder", system.toString())));
  }

  private Cli run(Map<String, Object> commands, Stream<String> arguments) {
    List<String> all = new ArrayList<>(List.of("device"));
    arguments.forEach(all::add);
    all.addAll(List.of("--state", folder.resolve("state").toString()));
    return Cli.run(commands, all.toArray(String[]::new));
  }

  private Path out(String device) {
    return folder.resolve(device);
  }

  private static Identity identity(String device) {
    return emulator.registry().find(device, null).orElseThrow();
  }

  @Test
  void aDeviceIsCreatedOnceAndItsKeyIsWrittenForItsOwnerAlone() throws Exception {
    String[] arguments = {"create", "edge-a", "--out", out("edge-a").toString()};

    Cli first = device(arguments);
    String key = identity("edge-a").primaryKey();
    Cli second = device(arguments);

    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(second.out()).contains("is there: edge device edge-a");
    assertThat(identity("edge-a").edge()).isTrue();
    assertThat(identity("edge-a").primaryKey()).isEqualTo(key);
    Path config = out("edge-a").resolve("config.toml");
    assertThat(config)
        .content()
        .contains("HostName=fettle.local;DeviceId=edge-a;SharedAccessKey=" + key);
    assertShowsNowhere(key, first, second);
    PlantedSecrets secrets = new PlantedSecrets();
    secrets.plant("key", key);
    secrets.verifyFiles(folder, config, out("edge-a").resolve("device.key"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out("edge-a"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aRotatedDeviceIsStillLetInWithTheKeyItHas() throws Exception {
    assertThat(device("create", "edge-b", "--out", out("edge-b").toString()).exit()).isZero();
    String old = identity("edge-b").primaryKey();

    Cli run = device("rotate", "edge-b", "--out", out("edge-b").toString());

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(identity("edge-b").secondaryKey()).isEqualTo(old);
    assertThat(out("edge-b").resolve("device.key"))
        .content()
        .isEqualTo(identity("edge-b").primaryKey())
        .isNotEqualTo(old);
    assertShowsNowhere(old, run);
    assertShowsNowhere(identity("edge-b").primaryKey(), run);
  }

  @Test
  void aRotationThatWasBrokenOffAfterTheHubHeardOfItDoesNotRotateAgain() throws Exception {
    assertThat(device("create", "edge-c", "--out", out("edge-c").toString()).exit()).isZero();
    String old = identity("edge-c").primaryKey();
    assertThat(device("rotate", "edge-c", "--out", out("edge-c").toString()).exit()).isZero();
    String pending = identity("edge-c").primaryKey();
    Path pendingFile = Files.createDirectories(out("edge-c").resolve("pending"));
    Files.writeString(pendingFile.resolve("device.key"), pending);
    Files.writeString(out("edge-c").resolve("device.key"), old);

    Cli run = device("rotate", "edge-c", "--out", out("edge-c").toString());

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(identity("edge-c").primaryKey()).isEqualTo(pending);
    assertThat(identity("edge-c").secondaryKey()).isEqualTo(old);
    assertThat(out("edge-c").resolve("device.key")).content().isEqualTo(pending);
  }

  @Test
  void aRevokedDeviceIsDisabledAndComesBackOnlyWithANewKey() throws Exception {
    assertThat(device("create", "edge-d", "--out", out("edge-d").toString()).exit()).isZero();
    String old = identity("edge-d").primaryKey();
    Cli run = device("revoke", "edge-d");
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(identity("edge-d").enabled()).isFalse();

    Cli back = device("create", "edge-d", "--out", out("edge-d").toString());

    assertThat(back.exit()).as(back.toString()).isZero();
    assertThat(identity("edge-d").enabled()).isTrue();
    assertThat(List.of(identity("edge-d").primaryKey(), identity("edge-d").secondaryKey()))
        .doesNotContain(old);
  }

  @Test
  void aDeletedDeviceIsGoneAndDeletingItAgainIsWell() {
    assertThat(device("create", "edge-e", "--out", out("edge-e").toString()).exit()).isZero();
    assertThat(device("revoke", "edge-e", "--delete").exit()).isZero();

    Cli again = device("revoke", "edge-e", "--delete");

    assertThat(again.exit()).as(again.toString()).isZero();
    assertThat(emulator.registry().find("edge-e", null)).isEmpty();
  }

  @Test
  void whatCannotWorkIsSaidInOneSentence() {
    Cli unknown = device("rotate", "edge-unknown", "--out", out("x").toString());
    Cli wrong = device("create", "no/slash", "--out", out("x").toString());

    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.out())
        .contains(
            "FAILED: the hub has no device edge-unknown; create it with ./fettle device create");
    assertThat(wrong.err())
        .isEqualTo(
            "fettle: no/slash is no device id; it must be 1 to 128 letters, digits and . _ : -\n");
  }

  @Test
  void aDeviceWithACertificateIsKnownByItsThumbprintAndRotatesLikewise() throws Exception {
    try (StandInHub hub = new StandInHub(folder.resolve("tls"))) {
      Map<String, Object> commands =
          Map.of("device", new DeviceCommand(new Hubs(host -> hub.service(), folder)));
      String[] where = {
        "edge-x",
        "--target",
        "azure",
        "--hub",
        "plant-a.azure-devices.net",
        "--out",
        out("x").toString()
      };
      Cli created =
          run(commands, Stream.concat(Stream.of("create", "--auth", "x509"), Stream.of(where)));
      assertThat(created.exit()).as(created.toString()).isZero();
      String first = thumbprint(out("x").resolve("identity.cert.pem"));
      assertThat(known(hub, "primaryThumbprint")).isEqualTo(first);

      Cli rotated = run(commands, Stream.concat(Stream.of("rotate"), Stream.of(where)));

      assertThat(rotated.exit()).as(rotated.toString()).isZero();
      String second = thumbprint(out("x").resolve("identity.cert.pem"));
      assertThat(second).isNotEqualTo(first);
      assertThat(known(hub, "primaryThumbprint")).isEqualTo(second);
      assertThat(known(hub, "secondaryThumbprint")).isEqualTo(first);
      assertThat(out("x").resolve("config.toml"))
          .content()
          .contains("iothub_hostname = \"plant-a.azure-devices.net\"", "method = \"x509\"");
      PlantedSecrets secrets = new PlantedSecrets();
      Path key = out("x").resolve("identity.key.pem");
      secrets.plant("private key", Files.readString(key));
      secrets.verifyPrinted(created, rotated);
      secrets.verifyFiles(folder, key);
    }
  }

  private static String known(StandInHub hub, String name) {
    JsonObject authentication = hub.thing("/devices/edge-x").getJsonObject("authentication");
    return authentication.getJsonObject("x509Thumbprint").getString(name);
  }

  private static String thumbprint(Path pem) throws Exception {
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
    certificate.verify(certificate.getPublicKey());
    return HexFormat.of()
        .withUpperCase()
        .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
  }

  /** Neither in what was printed nor in any file but those that a device is set up from. */
  private void assertShowsNowhere(String secret, Cli... runs) throws IOException {
    PlantedSecrets secrets = new PlantedSecrets();
    secrets.plant("credential", secret);
    secrets.verifyPrinted(runs);
    secrets.verifyFiles(folder.resolve("state"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 409, 500})
  void whatAHubRepeatsInAnErrorIsNotShown(int status) throws Exception {
    try (StandInHub hub = new StandInHub(folder.resolve("tls"))) {
      Map<String, Object> commands =
          Map.of("device", new DeviceCommand(new Hubs(host -> hub.service(), folder)));
      PlantedSecrets secrets = new PlantedSecrets();
      String key = secrets.plant("key", "cGxhbnRlZC1rZXktdGhhdC1ub2JvZHktbWF5LXNlZTE=");
      String message =
          "HostName=x;SharedAccessKey=%s {\"primaryKey\":\"%s\"} Bearer %s"
              .formatted(key, key, key);
      String[] where = {
        "--target", "azure", "--hub", "plant-a.azure-devices.net", "--out", out("y").toString()
      };
      hub.failNext(status, message);
      Cli plan =
          run(commands, Stream.concat(Stream.of("create", "edge-y", "--plan"), Stream.of(where)));
      hub.failNext(status, message);
      Cli create = run(commands, Stream.concat(Stream.of("create", "edge-y"), Stream.of(where)));
      hub.failNext(status, message);
      Cli revoke =
          run(commands, Stream.of("revoke", "edge-y", "--target", "azure", "--hub", "a.b"));

      secrets.verifyPrinted(plan, create, revoke);
      secrets.verifyFiles(folder);
      assertThat(create.toString()).containsAnyOf("FAILED", "again in");
    }
  }
}
