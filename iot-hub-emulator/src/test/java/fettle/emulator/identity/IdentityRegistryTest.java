package fettle.emulator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityRegistryTest {

  @TempDir Path folder;
  private FileIdentityRegistry registry;

  @BeforeEach
  void open() {
    registry = FileIdentityRegistry.open(folder, InstantSource.system());
  }

  @Test
  void makesKeysOf32Bytes() {
    Identity device = done(registry.create(NewIdentity.device("d", false)));

    assertThat(Base64.getDecoder().decode(device.primaryKey())).hasSize(32);
    assertThat(device.secondaryKey()).isNotEqualTo(device.primaryKey());
    assertThat(device.generationId()).matches("\\d{17,}");
  }

  @Test
  void anIdentityMadeAgainIsAnotherGeneration() {
    Identity first = done(registry.create(NewIdentity.device("d", false)));
    done(registry.delete("d", null, first.etag()));

    Identity second = done(registry.create(NewIdentity.device("d", false)));

    assertThat(second.generationId()).isNotEqualTo(first.generationId());
  }

  @Test
  void deletingADeviceDeletesItsModulesAndTellsListeners() {
    registry.create(NewIdentity.device("d", false));
    registry.create(NewIdentity.module("d", "m"));
    List<String> told = new ArrayList<>();
    registry.onChange(identity -> told.add(identity.path()));

    done(registry.delete("d", null, null));

    assertThat(told).containsExactly("d", "d/m");
    assertThat(registry.find("d", "m")).isEmpty();
    assertThat(FileIdentityRegistry.open(folder, InstantSource.system()).devices()).isEmpty();
  }

  @Test
  void keepsWhatItKnowsOverARestartEvenWithAHalfWrittenFileBesideIt() throws IOException {
    Identity plain = done(registry.create(NewIdentity.device("d.1:*?'", true)));
    Files.writeString(folder.resolve("identities/half.json.new"), "{\"device\":");

    FileIdentityRegistry again = FileIdentityRegistry.open(folder, InstantSource.system());

    assertThat(again.devices()).containsExactly(plain);
    assertThat(again.modules("d.1:*?'")).isEqualTo(registry.modules("d.1:*?'"));
  }

  @Test
  void refusesBadNamesBadKeysDoublesAndOutdatedEtags() {
    Identity device = done(registry.create(NewIdentity.device("d", false)));

    assertRefused(registry.create(NewIdentity.device("a b", false)), Refusal.INVALID);
    assertRefused(registry.create(NewIdentity.device("a/b", false)), Refusal.INVALID);
    assertRefused(registry.create(NewIdentity.device("", false)), Refusal.INVALID);
    assertRefused(
        registry.create(new NewIdentity("e", null, "short", null, true, false, null)),
        Refusal.INVALID);
    assertRefused(registry.create(NewIdentity.device("d", false)), Refusal.ALREADY_EXISTS);
    assertRefused(registry.create(NewIdentity.module("e", "m")), Refusal.DEVICE_NOT_FOUND);
    assertRefused(registry.update(device, "old"), Refusal.PRECONDITION_FAILED);
    assertRefused(registry.delete("d", "m", null), Refusal.MODULE_NOT_FOUND);
  }

  @Test
  void aDeviceHasAtMost50Modules() {
    registry.create(NewIdentity.device("d", false));
    for (int i = 0; i < 50; i++) {
      done(registry.create(NewIdentity.module("d", "m" + i)));
    }

    assertRefused(registry.create(NewIdentity.module("d", "m50")), Refusal.TOO_MANY);
  }

  private static Identity done(Outcome<Identity> outcome) {
    return ((Outcome.Done<Identity>) outcome).value();
  }

  private static void assertRefused(Outcome<Identity> outcome, Refusal refusal) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }
}
