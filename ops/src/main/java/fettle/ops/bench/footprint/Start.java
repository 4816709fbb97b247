package fettle.ops.bench.footprint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a module's process is started. */
sealed interface Start {
  /** As the table names it. */
  String label();

  /** The command of one that is measured. */
  List<String> command();

  /** On the JVM, with what an image's memory limit of 256 MB would choose. */
  record Jvm(String label, Path runner, List<String> options) implements Start {
    private static final List<String> OPTIONS =
        List.of("-Xmx180m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    /** Without any preparation. */
    static Jvm plain(Path runner) {
      return new Jvm("JVM", runner, List.of());
    }

    Jvm with(String newLabel, String option) {
      return new Jvm(newLabel, runner, List.of(option));
    }

    @Override
    public List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(OPTIONS);
      command.addAll(options);
      command.add("-jar");
      command.add(runner.toString());
      return command;
    }
  }

  /** A native executable that was built elsewhere. */
  record Native(Path executable) implements Start {
    @Override
    public String label() {
      return "native";
    }

    @Override
    public List<String> command() {
      return List.of(executable.toString(), "-Donnxruntime.native.path=" + executable.getParent());
    }
  }
}
