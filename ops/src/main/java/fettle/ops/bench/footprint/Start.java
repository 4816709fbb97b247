package fettle.ops.bench.footprint;

import fettle.ops.stage.StagedProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a program's process is started. */
sealed interface Start {
  /** As the table names it. */
  String label();

  /** The command of one that is measured. */
  List<String> command();

  /**
   * On the JVM.
   *
   * @param options before the jar
   */
  record Jvm(String label, Path runner, List<String> options) implements Start {
    /** What 70 % of a limit is, in the place of a container. */
    private static String heapOf(StagedProgram program) {
      return switch (program) {
        case SENSOR, INFERENCE -> "-Xmx180m";
        case GATEWAY, DASHBOARD -> "-Xmx360m";
      };
    }

    /** Without any preparation. */
    static Jvm plain(StagedProgram program, Path root) {
      return new Jvm("JVM", runner(program, root), List.of(heapOf(program)));
    }

    /** With its image's options. */
    static Jvm asInImage(StagedProgram program, Path root) {
      List<String> options = new ArrayList<>(program.javaOptions());
      options.add(heapOf(program));
      return new Jvm("image's options", runner(program, root), options);
    }

    private static Path runner(StagedProgram program, Path root) {
      return program.built(root).folder().resolve(program.built(root).runner());
    }

    Jvm with(String newLabel, List<String> more) {
      List<String> all = new ArrayList<>(options);
      all.addAll(more);
      return new Jvm(newLabel, runner, all);
    }

    @Override
    public List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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
      return List.of(executable.toString());
    }
  }
}
