package fettle.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.emulator.identity.JsonFiles;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorStartTest {

  @TempDir Path folder;

  @Test
  void aStartThatFailedLeavesNothingThatIsInTheWayOfTheNext() throws Exception {
    Path staging = Files.writeString(folder.resolve("lake-staging"), "not a folder");
    assertThatThrownBy(() -> Emulator.start(config())).hasMessageContaining("lake-staging");
    Files.delete(staging);

    try (Emulator emulator = Emulator.start(config(), List.of("edge-09"))) {
      assertThat(JsonFiles.MAPPER.readTree(folder.resolve("hub.json").toFile()))
          .isEqualTo(emulator.json(true));
      assertThat(emulator.json(true).at("/connectionStrings/edge-09").asText())
          .contains("DeviceId=edge-09");
    }
  }

  @Test
  void aPortInUseIsNamedWithTheWayOut() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(EdgeFixture.ADDRESS, 0));

      assertThatThrownBy(
              () ->
                  Emulator.start(
                      config()
                          .withListeners(
                              listeners -> listeners.withHttpsPort(taken.getLocalPort()))))
          .hasMessageContaining(EdgeFixture.ADDRESS + ":" + taken.getLocalPort())
          .hasMessageContaining("choose another port or stop what uses it");
    }
  }

  private EmulatorConfig config() {
    return EmulatorConfig.defaults(folder).withListeners(Listeners.ephemeral(EdgeFixture.ADDRESS));
  }
}
