package fettle.ops.doctor;

import com.sun.management.OperatingSystemMXBean;
import fettle.ops.local.JavaPrograms;
import fettle.ops.local.LocalSettings;
import fettle.ops.local.RuntimeState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a run on this machine needs. */
final class LocalChecks {
  private LocalChecks() {}

  static List<Check> of(LocalSettings settings, Optional<RuntimeState> running) throws IOException {
    Instant now = Instant.now();
    Path tls = settings.hubFile().resolveSibling("tls");
    List<Path> path = ToolCheck.folders(System.getenv("PATH"));
    return List.of(
        new JdkCheck(Runtime.version().feature(), System.getProperty("java.home")),
        new ArtefactsCheck(settings.root()),
        new FolderCheck(settings.folder()),
        new DiskCheck(settings.folder(), Files.getFileStore(settings.root()).getUsableSpace()),
        new MemoryCheck(memory()),
        new PortsCheck(settings, running),
        new ClockCheck(now, built(settings.root())),
        new CertificateCheck(tls.resolve("ca.pem"), now),
        new CertificateCheck(tls.resolve("server.pem"), now),
        new ToolCheck(
            List.of("chromium", "chromium-browser", "google-chrome"),
            path,
            "tests in a browser are skipped"),
        new ToolCheck(List.of("npm"), path, "tests against Azurite are skipped"));
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** When the newest program was built; long ago where none is. */
  private static Instant built(Path root) throws IOException {
    Instant newest = Instant.EPOCH;
    for (Path jar : new JavaPrograms(root).all()) {
      if (Files.exists(jar)) {
        Instant built = Files.getLastModifiedTime(jar).toInstant();
        newest = built.isAfter(newest) ? built : newest;
      }
    }
    return newest;
  }
}
