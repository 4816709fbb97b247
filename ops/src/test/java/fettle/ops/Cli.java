package fettle.ops;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/**
 * One run of the program in this process.
 *
 * @param out what it printed
 * @param err what it complained of
 */
public record Cli(int exit, String out, String err) {

  /**
   * @param commands take the place of the program's own of the same name
   */
  public static Cli run(Map<String, Object> commands, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine program = Main.commandLine();
    commands.forEach(
        (name, command) -> {
          program.getCommandSpec().removeSubcommand(name);
          program.addSubcommand(name, command);
        });
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit = program.execute(arguments);
    return new Cli(exit, out.toString(), err.toString());
  }

  @Override
  public String toString() {
    return "exit code %d%n%s%s".formatted(exit, out, err);
  }
}
