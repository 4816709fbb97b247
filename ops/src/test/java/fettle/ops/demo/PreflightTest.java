package fettle.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.local.LocalPorts;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
  private static final String BIND = "127.0.17.9";
  private static final LocalPorts PORTS = new LocalPorts(8080, 8081, 8082, 8083, 8443, 9093, 16379);

  @TempDir Path folder;

  @Test
  void aPortInUseIsNamedWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(BIND, PORTS.dashboard()));

      assertThatThrownBy(() -> Preflight.check(settings(List.of(), folder.resolve("demo"))))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(BIND + ":8080 cannot be used")
          .hasMessageContaining("--dashboard-port");
    }
  }

  @Test
  void theFixedMqttPortInUseNamesAnotherWayOut() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(BIND, LocalPorts.MQTT));

      assertThatThrownBy(() -> Preflight.check(settings(List.of(), folder.resolve("demo"))))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(BIND + ":8883 cannot be used")
          .hasMessageContaining("--bind");
    }
  }

  @Test
  void aRecordingThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing.csv");

    assertThatThrownBy(() -> Preflight.check(settings(List.of(missing), folder.resolve("demo"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void whatIsLeftOutOfARecordingIsNamedByItsLine() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("pump.csv"),
            """
            time;flow
            2026-01-01 00:00:00;1
            2026-01-01 00:00:01;abc
            2026-01-01 00:00:02
            2026-01-01 00:00:03;4
            """);

    assertThat(Preflight.check(settings(List.of(file), folder.resolve("demo"))))
        .containsExactly(
            file + ":3: 'abc' in column 'flow' is no number",
            file + ":4: 1 cells, the header has 2");
  }

  @Test
  void aRecordingWithoutRowsIsRefusedByItsName() throws Exception {
    Path file = Files.writeString(folder.resolve("pump.csv"), "time;flow\n");

    assertThatThrownBy(() -> Preflight.check(settings(List.of(file), folder.resolve("demo"))))
        .isInstanceOf(Failure.class)
        .hasMessage(file + ": a header and no rows");
  }

  @Test
  void twoRecordingsOfOneMachineAreRefused() throws Exception {
    String rows = "time;flow\n2026-01-01 00:00:00;1\n2026-01-01 00:00:01;2\n";
    Path one = Files.writeString(folder.resolve("pump.csv"), rows);
    Path other =
        Files.writeString(Files.createDirectory(folder.resolve("old")).resolve("pump.csv"), rows);

    assertThatThrownBy(() -> Preflight.check(settings(List.of(one, other), folder.resolve("demo"))))
        .isInstanceOf(Failure.class)
        .hasMessage(other + " and " + one + " would both be machine 'pump'; rename one");
  }

  @Test
  void aFolderWithSomethingElseInItIsLeftAlone() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "data");

    assertThatThrownBy(() -> Preflight.check(settings(List.of(), folder)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("holds something else than an earlier demo");

    assertThat(precious).hasContent("data");
  }

  @Test
  void theDataOfAnEarlierDemoIsDeleted() throws Exception {
    Path demo = folder.resolve("demo");
    Preflight.check(settings(List.of(), demo));
    Path old = Files.writeString(demo.resolve("old"), "data");

    Preflight.check(settings(List.of(), demo));

    assertThat(old).doesNotExist();
    assertThat(demo.resolve("logs")).isDirectory();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    assertThatThrownBy(() -> Preflight.check(settings(List.of(), file.resolve("demo"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("--folder");
  }

  private DemoSettings settings(List<Path> replay, Path demoFolder) {
    return new DemoSettings(
        folder, demoFolder, BIND, PORTS, replay, 1, ZoneOffset.UTC, 1, true, Scenario.NONE, false);
  }
}
