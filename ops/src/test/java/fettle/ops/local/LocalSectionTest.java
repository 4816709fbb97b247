package fettle.ops.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.environment.EnvironmentFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSectionTest {
  @TempDir Path folder;

  @Test
  void whatIsLeftOutIsAsUsual() throws Exception {
    LocalSettings settings = read("local:\n  bind: 127.0.0.9\n  ports:\n    redis: 7000\n");

    assertThat(settings.bind()).isEqualTo("127.0.0.9");
    assertThat(settings.ports())
        .isEqualTo(new LocalPorts(8080, 8081, 8082, 8083, 8443, 9093, 7000));
  }

  @Test
  void anAddressThatOthersCanReachIsRefused() {
    assertThatThrownBy(() -> read("local:\n  bind: 0.0.0.0\n"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("local.bind=0.0.0.0 must be a loopback address");
  }

  @Test
  void twoPartsOnOnePortAreRefused() {
    assertThatThrownBy(() -> read("local:\n  ports:\n    redis: 8883\n"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("local.ports")
        .hasMessageContaining("must differ from each other and from 8883");
  }

  private LocalSettings read(String section) throws Exception {
    Path file = Files.writeString(folder.resolve("fettle.yaml"), "name: plant\n" + section);
    return LocalSection.settings(folder, EnvironmentFile.read(file));
  }
}
