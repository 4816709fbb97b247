package fettle.ops.device;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.hub.StandInHub;
import fettle.ops.pipeline.Disk;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.Kill;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.Step;
import fettle.ops.pipeline.StepState;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Care of a device that is killed at any moment, and the next run. */
class KilledDeviceTest {
  private static final String ID = "edge-k";
  private static final String PATH = "/devices/" + ID;
  private static final Retries RETRIES = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(5));

  /** What is asked for, and whether it is of a device that is there. */
  private enum Wish {
    CREATE_SAS(Credential.Kind.SAS, false),
    CREATE_X509(Credential.Kind.X509, false),
    ROTATE_SAS(Credential.Kind.SAS, true),
    ROTATE_X509(Credential.Kind.X509, true),
    REVOKE(Credential.Kind.SAS, true),
    DELETE(Credential.Kind.SAS, true);

    private final Credential.Kind kind;
    private final boolean needsDevice;

    Wish(Credential.Kind kind, boolean needsDevice) {
      this.kind = kind;
      this.needsDevice = needsDevice;
    }

    Pipeline pipeline(Path out) {
      DeviceRegistry registry = new DeviceRegistry(hub.service(), ID, new Redaction());
      Step step =
          switch (this) {
            case CREATE_SAS, CREATE_X509 -> credential(registry, out, false);
            case ROTATE_SAS, ROTATE_X509 -> credential(registry, out, true);
            case REVOKE -> new RevokeStep(registry, false);
            case DELETE -> new RevokeStep(registry, true);
          };
      return new Pipeline("device", List.of(step));
    }

    Step credential(DeviceRegistry registry, Path out, boolean rotate) {
      return new CredentialStep(
          registry,
          new CredentialFolder(out),
          "plant-a.azure-devices.net",
          new CredentialStep.Wish(rotate, kind, Duration.ofDays(30)),
          new Redaction());
    }
  }

  @TempDir static Path tls;
  @TempDir Path folder;
  private static StandInHub hub;

  /** The first and the second credential that the hub takes. */
  private record Known(String first, String second) {}

  @BeforeAll
  static void open() throws Exception {
    hub = new StandInHub(tls);
  }

  @AfterAll
  static void close() throws Exception {
    hub.close();
  }

  @BeforeEach
  void forget() {
    hub.restore(Map.of());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private RunState run(Wish wish) {
    return run(wish.pipeline(out()), event -> {});
  }

  private RunState run(Pipeline pipeline, RunListener listener) {
    return new PipelineRunner(
            new Journal(folder.resolve("runs")), new Redaction(), RETRIES, InstantSource.system())
        .run(pipeline, new PipelineRunner.Request("plant-a", "azure", pipeline.name()), listener);
  }

  /** What there is before, as a device's former owner left it. */
  private Known before(Wish wish) throws Exception {
    if (!wish.needsDevice) {
      return null;
    }
    Wish create = wish.kind == Credential.Kind.SAS ? Wish.CREATE_SAS : Wish.CREATE_X509;
    assertThat(run(create).succeeded()).isTrue();
    new Disk(Map.of()).restore(folder.resolve("runs"));
    return known();
  }

  private static Known known() {
    JsonObject authentication = hub.thing(PATH).getJsonObject("authentication");
    return authentication.getJsonObject("symmetricKey") != null
            && authentication.getJsonObject("symmetricKey").getString("primaryKey") != null
        ? new Known(
            authentication.getJsonObject("symmetricKey").getString("primaryKey"),
            authentication.getJsonObject("symmetricKey").getString("secondaryKey"))
        : new Known(
            authentication.getJsonObject("x509Thumbprint").getString("primaryThumbprint"),
            authentication.getJsonObject("x509Thumbprint").getString("secondaryThumbprint"));
  }

  static Stream<Arguments> points() {
    return Stream.of(Wish.values())
        .flatMap(wish -> Kill.points(List.of("identity")).map(point -> Arguments.of(wish, point)));
  }

  @ParameterizedTest
  @MethodSource("points")
  void whatWasKilledIsFinishedByTheNextRun(Wish wish, Kill.Point point) throws Exception {
    Known before = before(wish);
    Kill kill = new Kill(point, folder);
    hub.serve(kill);
    boolean struck = kill.strike(wish.pipeline(out()), this::run);
    hub.serve(null);

    RunState run = run(wish);

    assertThat(struck || point.moment() == Kill.Moment.BEFORE_IT_IS_NOTED).isTrue();
    verify(wish, before, run);
  }

  private void verify(Wish wish, Known before, RunState run) throws Exception {
    assertThat(run.steps().values()).extracting(StepState::error).containsOnlyNulls();
    switch (wish) {
      case CREATE_SAS, CREATE_X509 -> {
        assertThat(known().second()).isEqualTo(known().first());
        verifyFiles(run);
      }
      case ROTATE_SAS, ROTATE_X509 -> {
        assertThat(known().second()).as("the device is still let in").isEqualTo(before.first());
        assertThat(known().first()).isNotEqualTo(before.first());
        verifyFiles(run);
      }
      case REVOKE ->
          assertThat(hub.thing(PATH).getString("status")).isEqualToIgnoringCase("disabled");
      case DELETE -> assertThat(hub.thing(PATH)).isNull();
    }
  }

  /** The folder holds what the hub knows, and nothing else. */
  private void verifyFiles(RunState run) throws Exception {
    assertThat(run.steps().get("identity").outputs())
        .containsEntry("config", out().resolve("config.toml").toString());
    Set<String> files = new TreeSet<>(Disk.of(out()).files().keySet());
    if (files.contains(Credential.SharedKey.FILE)) {
      assertThat(files).containsExactly("config.toml", "device.key");
      assertThat(out().resolve("device.key")).content().isEqualTo(known().first());
      assertThat(out().resolve("config.toml")).content().contains(known().first());
    } else {
      assertThat(files).containsExactly("config.toml", "identity.cert.pem", "identity.key.pem");
      assertThat(
              CredentialMaker.read(
                      Files.readString(out().resolve("identity.cert.pem")),
                      Files.readString(out().resolve("identity.key.pem")))
                  .known())
          .isEqualTo(known().first());
    }
  }

  /** Kills between any two of its files: those written so far are any of those that it writes. */
  @ParameterizedTest
  @EnumSource(names = {"CREATE_SAS", "CREATE_X509", "ROTATE_SAS", "ROTATE_X509"})
  void filesThatWereWrittenInPartAreCompletedByTheNextRun(Wish wish) throws Exception {
    Known before = before(wish);
    Kill kill = new Kill(new Kill.Point("identity", Kill.Moment.BEFORE_IT_IS_NOTED), folder);
    hub.serve(kill);
    assertThat(kill.strike(wish.pipeline(out()), this::run)).isTrue();
    hub.serve(null);
    Map<String, JsonObject> told = hub.all();
    Disk pending = Disk.of(folder);
    Kill late = new Kill(new Kill.Point("identity", Kill.Moment.BEFORE_IT_IS_DONE), folder);
    assertThat(late.strike(wish.pipeline(out()), this::run)).isTrue();
    Disk settled = Disk.of(folder);

    for (Disk between : between(pending, settled)) {
      hub.restore(told);
      between.restore(folder);

      RunState run = run(wish);

      verify(wish, before, run);
    }
  }

  /** Every mix of the files of two moments; pending ones go only when all others are written. */
  private static List<Disk> between(Disk pending, Disk settled) {
    List<String> written = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    settled.files().keySet().stream().filter(name -> name.startsWith("out/")).forEach(written::add);
    pending.files().keySet().stream()
        .filter(name -> name.startsWith("out/pending/"))
        .forEach(deleted::add);
    List<Disk> disks = new ArrayList<>();
    for (Set<String> some : subsets(written)) {
      Map<String, byte[]> files = new TreeMap<>(pending.files());
      files.putAll(journal(settled));
      some.forEach(name -> files.put(name, settled.files().get(name)));
      disks.add(new Disk(files));
    }
    for (Set<String> some : subsets(deleted)) {
      Map<String, byte[]> files = new TreeMap<>(settled.files());
      deleted.stream()
          .filter(name -> !some.contains(name))
          .forEach(name -> files.put(name, pending.files().get(name)));
      disks.add(new Disk(files));
    }
    return disks;
  }

  private static Map<String, byte[]> journal(Disk disk) {
    Map<String, byte[]> journal = new TreeMap<>(disk.files());
    journal.keySet().removeIf(name -> !name.startsWith("runs/"));
    return journal;
  }

  private static List<Set<String>> subsets(List<String> names) {
    List<Set<String>> subsets = new ArrayList<>();
    for (int bits = 0; bits < 1 << names.size(); bits++) {
      Set<String> subset = new TreeSet<>();
      for (int i = 0; i < names.size(); i++) {
        if ((bits >> i & 1) == 1) {
          subset.add(names.get(i));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }
}
