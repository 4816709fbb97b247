package fettle.emulator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinStoreTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z"));

  @TempDir Path folder;
  private FileIdentityRegistry registry;
  private FileTwinStore twins;

  @BeforeEach
  void open() {
    registry = FileIdentityRegistry.open(folder, CLOCK);
    twins = FileTwinStore.open(folder, registry, CLOCK);
    registry.create(NewIdentity.device("d", false));
  }

  @Test
  void mergesPatchesAndDeletesByNull() {
    done(twins.patchDesired("d", null, json("{'a':{'x':1,'y':2},'b':3}")));

    Twin twin =
        done(twins.patchDesired("d", null, json("{'a':{'y':null,'z':{'q':null}},'b':null}")));

    assertThat(TwinDocument.plain(twin.desired())).isEqualTo(json("{'a':{'x':1,'z':{}}}"));
    assertThat(twin.desiredVersion()).isEqualTo(3);
    assertThat(twin.reportedVersion()).isEqualTo(1);
  }

  @Test
  void keepsMetadataOfEveryProperty() {
    Twin twin = done(twins.patchDesired("d", null, json("{'a':{'x':1}}")));

    assertThat(twin.desired().at("/$metadata/a/x"))
        .hasToString(
            "{\"$lastUpdated\":\"2026-01-02T03:04:05.6780000Z\",\"$lastUpdatedVersion\":2}");
    twin = done(twins.patchDesired("d", null, json("{'a':null}")));
    assertThat(twin.desired().at("/$metadata/a").isMissingNode()).isTrue();
    twin = done(twins.patchReported("d", null, json("{'r':true}")));
    assertThat(twin.reported().at("/$metadata/r"))
        .isEqualTo(json("{'$lastUpdated':'2026-01-02T03:04:05.6780000Z'}"));
  }

  @Test
  void aReplacementTellsClientsWhatWent() {
    List<String> heard = new ArrayList<>();
    done(twins.patchDesired("d", null, json("{'a':{'x':1,'y':2},'b':3}")));
    twins.onDesired((device, module, patch, version) -> heard.add(version + " " + patch));

    Twin twin =
        done(
            twins.replaceDesired(
                "d", null, json("{'a':{'x':5},'c':7,'$version':99,'$metadata':{}}")));

    assertThat(TwinDocument.plain(twin.desired())).isEqualTo(json("{'a':{'x':5},'c':7}"));
    assertThat(heard)
        .containsExactly("3 {\"a\":{\"x\":5,\"y\":null},\"c\":7,\"b\":null,\"$version\":3}");
  }

  @Test
  void refusesWhatIsTooLargeTooDeepOrWronglyNamedAndChangesNothing() {
    String kilobytes = "x".repeat(4000);
    StringBuilder large = new StringBuilder("{'n':0");
    for (int i = 0; i < 9; i++) {
      large.append(",'k").append(i).append("':'").append(kilobytes).append('\'');
    }

    assertRefused(twins.patchReported("d", null, json(large + "}")), Refusal.TOO_LARGE);
    assertRefused(twins.patchReported("d", null, json("{'a.b':1}")), Refusal.INVALID);
    assertRefused(twins.patchReported("d", null, json("{'a':{'$b':1}}")), Refusal.INVALID);
    assertRefused(
        twins.patchReported(
            "d",
            null,
            json("{'1':{'2':{'3':{'4':{'5':{'6':{'7':{'8':{'9':{'10':{'11':1}}}}}}}}}}}")),
        Refusal.INVALID);
    assertRefused(twins.patchReported("d", null, json("{'n':9007199254740993}")), Refusal.INVALID);
    assertRefused(twins.patchReported("d", "m", json("{}")), Refusal.MODULE_NOT_FOUND);
    assertRefused(twins.patchReported("e", null, json("{}")), Refusal.DEVICE_NOT_FOUND);
    assertThat(twins.get("d", null).orElseThrow().reportedVersion()).isEqualTo(1);
  }

  @Test
  void readingDoesNotWaitForAChangeThatIsBeingMade() throws Exception {
    CompletableFuture<Twin> read = new CompletableFuture<>();
    AtomicReference<Twin> seen = new AtomicReference<>();
    twins.onDesired(
        (device, module, patch, version) -> {
          // on this thread the change is still under way
          Thread.startVirtualThread(() -> read.complete(twins.get("d", null).orElseThrow()));
          seen.set(read.orTimeout(60, TimeUnit.SECONDS).join());
        });

    done(twins.patchDesired("d", null, json("{'a':1}")));

    assertThat(seen.get().desired().path("a").asInt()).isEqualTo(1);
  }

  @Test
  void anOutdatedEtagIsRefused() {
    String etag = twins.get("d", null).orElseThrow().etag();
    done(twins.update("d", null, json("{'t':1}"), null, false, etag));

    assertRefused(
        twins.update("d", null, json("{'t':2}"), null, false, etag), Refusal.PRECONDITION_FAILED);
    assertThat(twins.value("d", null, List.of("tags", "t")).orElseThrow().asInt()).isEqualTo(1);
  }

  @Test
  void isTheSameAfterARestart() throws IOException {
    done(twins.patchDesired("d", null, json("{'a':1}")));
    done(twins.patchReported("d", null, json("{'b':2}")));
    Twin before = done(twins.patchTags("d", null, json("{'c':3}")));

    FileIdentityRegistry registryAgain = FileIdentityRegistry.open(folder, CLOCK);
    Twin after = FileTwinStore.open(folder, registryAgain, CLOCK).get("d", null).orElseThrow();

    assertThat(after).hasToString(before.toString());
    assertThat(registryAgain.find("d", null)).isEqualTo(registry.find("d", null));
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(TwinStoreTest::mode))
          .hasSize(2)
          .containsOnly("rw-------");
    }
  }

  @Test
  void startsAnewWhenTheIdentityIsMadeAgain() {
    done(twins.patchDesired("d", null, json("{'a':1}")));
    registry.delete("d", null, null);
    registry.create(NewIdentity.device("d", false));

    Twin twin = twins.get("d", null).orElseThrow();

    assertThat(TwinDocument.plain(twin.desired())).isEmpty();
    assertThat(twin.desiredVersion()).isEqualTo(1);
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private static Twin done(Outcome<Twin> outcome) {
    return ((Outcome.Done<Twin>) outcome).value();
  }

  private static void assertRefused(Outcome<Twin> outcome, Refusal refusal) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JsonFiles.MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException failed) {
      throw new IllegalArgumentException(text, failed);
    }
  }
}
