package fettle.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  @TempDir Path app;
  private Path runner;

  @BeforeEach
  void layOut() throws Exception {
    runner = Files.createFile(app.resolve("quarkus-run.jar"));
    Files.createDirectories(app.resolve("native/linux-x64"));
  }

  @Test
  void librariesBesideTheProgramAreFound() {
    assertThat(NativeLibraries.beside(runner, "linux-x64"))
        .contains(app.resolve("native/linux-x64"));
  }

  @Test
  void thoseOfAnotherSystemAreNotTaken() {
    assertThat(NativeLibraries.beside(runner, "linux-aarch64")).isEmpty();
  }

  @Test
  void aProgramThatIsNoJarHasNoneBesideIt() {
    assertThat(NativeLibraries.beside(Path.of(""), "linux-x64")).isEmpty();
    assertThat(NativeLibraries.beside(app.resolve("no.jar"), "linux-x64")).isEmpty();
    assertThat(NativeLibraries.beside(app, "linux-x64")).isEmpty();
  }

  @Test
  void thisSystemIsCalledAsOnnxRuntimeCallsIt() {
    assertThat(
            OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + NativeLibraries.system()))
        .isNotNull();
  }
}
