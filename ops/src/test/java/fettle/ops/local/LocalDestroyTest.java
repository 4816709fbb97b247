package fettle.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDestroyTest {
  @TempDir Path folder;
  private final FakeHost host = new FakeHost();
  private LocalSettings settings;
  private LocalDestroy destroy;

  @BeforeEach
  void environment() throws Exception {
    settings = new LocalSettings(folder, folder, "127.0.0.1", LocalPorts.DEFAULT, null);
    destroy = new LocalDestroy(settings, host);
    for (String file : List.of("lake/a/b", "logs/x.log", "runs/provision.json", "precious/mine")) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "12345");
    }
  }

  @Test
  void theListNamesProcessesAndDataWithTheirSizesAndTouchesNothing() throws Exception {
    host.state = new RuntimeState(42, Instant.EPOCH, settings, List.of());

    List<String> list = destroy.list();

    assertThat(list)
        .containsExactly(
            "process 42, the local runtime, and what it runs: ",
            folder.resolve("lake") + " (5 B)",
            folder.resolve("logs") + " (5 B)");
    assertThat(host.stops).isZero();
    assertThat(folder.resolve("lake/a/b")).exists();
  }

  @Test
  void onlyWhatFettleMadeIsDeletedAndTheRecordOfRunsStays() throws Exception {
    destroy.run();

    assertThat(host.stops).isEqualTo(1);
    assertThat(folder.resolve("lake")).doesNotExist();
    assertThat(folder.resolve("logs")).doesNotExist();
    assertThat(folder.resolve("runs/provision.json")).exists();
    assertThat(folder.resolve("precious/mine")).exists();
    assertThat(destroy.list()).isEmpty();
  }
}
