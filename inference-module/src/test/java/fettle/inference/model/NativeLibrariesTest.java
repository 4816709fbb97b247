package fettle.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  private static final String LIBRARY = System.mapLibraryName("onnxruntime");

  @TempDir Path app;
  private Path runner;

  @BeforeEach
  void layOut() throws Exception {
    runner = Files.createFile(app.resolve("quarkus-run.jar"));
    Files.createFile(Files.createDirectories(app.resolve("native/linux-x64")).resolve(LIBRARY));
  }

  @Test
  void librariesBesideTheProgramAreFound() {
    assertThat(NativeLibraries.beside(runner, "linux-x64"))
        .contains(app.resolve("native/linux-x64"));
  }

  @Test
  void thoseInTheFolderOfAnExecutableAreFound() throws Exception {
    Path folder = Files.createDirectories(app.resolve("bin"));
    Path executable = Files.createFile(folder.resolve("inference-module-runner"));
    Files.createFile(folder.resolve(LIBRARY));

    assertThat(NativeLibraries.beside(executable, "linux-x64")).contains(folder);
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
  void aModelIsRefusedWithThePlaceOfLibrariesThatAreMissing() throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Donnxruntime.native.onnxruntime.skip=true",
                "-Donnxruntime.native.onnxruntime4j_jni.skip=true",
                WithoutLibraries.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(app.resolve("said").toFile());
    program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process child = program.start();

    boolean hasEnded = child.waitFor(60, TimeUnit.SECONDS);

    assertThat(hasEnded).isTrue();
    assertThat(app.resolve("said"))
        .content()
        .contains("onnxruntime does not start (", "beside the program, in native/")
        .contains("or where onnxruntime.native.path says");
  }

  /** A process that finds none. */
  static final class WithoutLibraries {
    public static void main(String... none) {
      try {
        OnnxModel.load(new byte[1], 1);
      } catch (ModelRefusal refusal) {
        System.out.println(refusal.getMessage());
      }
    }
  }

  @Test
  void thisSystemIsCalledAsOnnxRuntimeCallsIt() {
    assertThat(
            OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + NativeLibraries.system()))
        .isNotNull();
  }
}
