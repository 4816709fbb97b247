package fettle.ops.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.pipeline.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStepsTest {
  @TempDir Path folder;
  private final FakeHost host = new FakeHost();
  private LocalSettings settings;

  @BeforeEach
  void settings() {
    settings =
        new LocalSettings(folder, folder.resolve("env"), "127.0.17.22", LocalPorts.DEFAULT, null);
  }

  @Test
  void aRuntimeThatRunsWithTheseSettingsIsLeft() {
    host.state = running(settings);

    assertThat(new RuntimeStep(settings, host).look(null)).isInstanceOf(Finding.Leave.class);
  }

  @Test
  void aRuntimeOnAnotherAddressIsStoppedAndStartedAnew() throws Exception {
    host.state =
        running(
            new LocalSettings(folder, settings.folder(), "127.0.17.23", LocalPorts.DEFAULT, null));
    RuntimeStep step = new RuntimeStep(settings, host);
    Finding finding = step.look(null);

    step.apply(finding, null, line -> {});

    assertThat(finding)
        .isEqualTo(
            new Finding.Change(
                "local runtime, process 42", List.of("bind: 127.0.17.23 → 127.0.17.22")));
    assertThat(host.stops).isEqualTo(1);
    assertThat(host.starts).isEqualTo(1);
  }

  @Test
  void aPartOfSomebodyElseIsNotTakenForOurs() throws Exception {
    ReadyStep step = ready(true);

    assertThat(step.look(null)).isEqualTo(new Finding.Create("Redis"));
  }

  @Test
  void aPartThatIsReadyIsLeft() throws Exception {
    host.state = running(settings);

    assertThat(ready(true).look(null)).isEqualTo(new Finding.Leave("Redis"));
  }

  @Test
  void waitingForAPartEndsWhenTheRuntimeHasTrouble() {
    host.state = running(settings);
    host.trouble = "redis died 5 times within a minute";

    assertThatThrownBy(() -> ready(false).apply(new Finding.Create("Redis"), null, line -> {}))
        .isInstanceOf(Failure.class)
        .hasMessage("redis died 5 times within a minute");
  }

  @Test
  void aFileWhereTheLakeShouldBeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("lake"), "x");

    assertThatThrownBy(() -> new LakeStep(file).look(null))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aRuntimeOfAProcessThatIsGoneDoesNotRun() throws Exception {
    Files.createDirectories(settings.folder());
    RuntimeFile file = new RuntimeFile(settings.folder());
    ProcessHandle me = ProcessHandle.current();
    file.write(
        new RuntimeState(me.pid(), RuntimeFile.startOf(me).orElseThrow(), settings, List.of()));
    assertThat(file.alive()).isPresent();

    file.write(new RuntimeState(me.pid(), Instant.EPOCH, settings, List.of()));

    assertThat(file.alive()).isEmpty();
  }

  private ReadyStep ready(boolean isReady) {
    return new ReadyStep("redis", Set.of(), "Redis", settings.log("redis"), host, () -> isReady);
  }

  private static RuntimeState running(LocalSettings settings) {
    return new RuntimeState(42, Instant.EPOCH, settings, List.of());
  }
}
