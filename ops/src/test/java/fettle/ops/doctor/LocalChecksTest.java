package fettle.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.emulator.tls.DevelopmentTls;
import fettle.ops.local.JavaPrograms;
import fettle.ops.local.LocalPorts;
import fettle.ops.local.LocalSettings;
import fettle.ops.local.RuntimeState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalChecksTest {
  private static final String BIND = "127.0.17.21";
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void aJdkThatIsTooOldIsMissing() throws Exception {
    assertThat(new JdkCheck(17, "/jdk").examine())
        .isEqualTo(
            new Verdict.Missing(
                "JDK 17 in /jdk is too old", "install JDK 25 and set JAVA_HOME to its folder"));
    assertThat(new JdkCheck(21, "/jdk").examine()).isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void aPortInUseByOthersIsNamedWithTheFieldThatChangesIt() throws Exception {
    try (ServerSocket taken = listen()) {
      Verdict verdict = new PortsCheck(settings(taken), Optional.empty()).examine();

      assertThat(verdict).isInstanceOf(Verdict.Missing.class);
      assertThat(verdict.what()).contains("gateway " + BIND + ":" + taken.getLocalPort());
      assertThat(((Verdict.Missing) verdict).wayOut()).contains("local.ports.gateway");
    }
  }

  @Test
  void portsInUseByTheEnvironmentsOwnSystemAreFine() throws Exception {
    try (ServerSocket taken = listen()) {
      LocalSettings settings = settings(taken);
      RuntimeState own = new RuntimeState(42, NOW, settings, List.of());

      assertThat(new PortsCheck(settings, Optional.of(own)).examine())
          .isInstanceOf(Verdict.Fine.class);
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsMissingAndOneThatCanIsFine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThat(new FolderCheck(file.resolve("below")).examine())
        .isInstanceOf(Verdict.Missing.class);
    assertThat(new FolderCheck(folder.resolve("a/b")).examine()).isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void littleRoomIsPoorAndTooLittleIsMissing() throws Exception {
    assertThat(new DiskCheck(folder, 100_000_000).examine()).isInstanceOf(Verdict.Missing.class);
    assertThat(new DiskCheck(folder, 1_000_000_000).examine()).isInstanceOf(Verdict.Poor.class);
    assertThat(new DiskCheck(folder, 9_000_000_000L).examine())
        .isEqualTo(new Verdict.Fine("9.0 GB are free at " + folder));
  }

  @Test
  void aClockBeforeTheBuildIsMissing() throws Exception {
    assertThat(new ClockCheck(NOW, NOW.plus(Duration.ofDays(1))).examine())
        .isInstanceOf(Verdict.Missing.class);
    assertThat(new ClockCheck(NOW, NOW.minus(Duration.ofDays(1))).examine())
        .isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void aCertificateIsFinePoorOrMissingByItsDates() throws Exception {
    DevelopmentTls.open(folder, List.of("fettle.local"), NOW);
    Path server = folder.resolve("server.pem");

    assertThat(new CertificateCheck(server, NOW.plusSeconds(60)).examine())
        .isInstanceOf(Verdict.Fine.class);
    assertThat(new CertificateCheck(server, NOW.plus(Duration.ofDays(360))).examine())
        .isInstanceOf(Verdict.Poor.class);
    assertThat(new CertificateCheck(server, NOW.plus(Duration.ofDays(400))).examine())
        .isInstanceOf(Verdict.Missing.class);
    assertThat(new CertificateCheck(server, NOW.minus(Duration.ofDays(400))).examine())
        .isInstanceOf(Verdict.Missing.class);
    assertThat(new CertificateCheck(folder.resolve("none.pem"), NOW).examine())
        .isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void aProgramThatWasNotBuiltIsNamed() throws Exception {
    for (Path jar : new JavaPrograms(folder).all()) {
      touch(jar);
    }
    Files.delete(new JavaPrograms(folder).quarkusJar("dashboard-ui"));

    Verdict verdict = new ArtefactsCheck(folder).examine();

    assertThat(verdict).isInstanceOf(Verdict.Missing.class);
    assertThat(verdict.what()).contains("dashboard-ui").doesNotContain("sensor-module");
  }

  @Test
  void aToolIsFoundUnderAnyOfItsNames() throws Exception {
    Path tool = touch(folder.resolve("bin/chromium-browser"));
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    List<Path> path = ToolCheck.folders("/nowhere:" + tool.getParent());

    assertThat(new ToolCheck(List.of("chromium", "chromium-browser"), path, "").examine())
        .isEqualTo(new Verdict.Fine(tool.toString()));
    assertThat(new ToolCheck(List.of("npm"), path, "some tests are skipped").examine())
        .isInstanceOf(Verdict.Poor.class);
  }

  private static Path touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private static ServerSocket listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(BIND, 0));
    return socket;
  }

  private LocalSettings settings(ServerSocket gateway) {
    LocalPorts usual = LocalPorts.DEFAULT;
    return new LocalSettings(
        folder,
        folder,
        BIND,
        new LocalPorts(
            usual.dashboard(),
            gateway.getLocalPort(),
            usual.sensor(),
            usual.inference(),
            usual.service(),
            usual.kafka(),
            usual.redis()),
        null);
  }
}
