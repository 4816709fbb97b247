package fettle.ops.bench.fanout;

import fettle.ops.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands between Redis and the viewers. */
public enum Server {
  /** Fettle's dashboard, as it is packaged. */
  DASHBOARD("dashboard") {
    @Override
    List<String> program(FanoutShape shape, String redis, String bind, int port) {
      Path jar =
          Path.of(System.getProperty("fettle.root", "."))
              .resolve("dashboard-ui/target/quarkus-app/quarkus-run.jar");
      if (!Files.exists(jar)) {
        throw new Failure("there is no " + jar + "; build it with ./mvnw package");
      }
      return List.of(
          "-Dquarkus.redis.hosts=" + redis,
          "-Dquarkus.http.host=" + bind,
          "-Dquarkus.http.port=" + port,
          "-Ddashboard.live.viewers=" + shape.viewers(),
          "-jar",
          jar.toString());
    }
  },

  /** The common way: every change as JSON text to every socket that wants its machine. */
  BROADCAST("broadcast") {
    @Override
    List<String> program(FanoutShape shape, String redis, String bind, int port) {
      return List.of(
          "-cp",
          System.getProperty("java.class.path"),
          BroadcastMain.class.getName(),
          redis,
          bind,
          Integer.toString(port),
          Integer.toString(shape.machines()));
    }
  };

  private final String title;

  Server(String title) {
    this.title = title;
  }

  /** JVM options, class and arguments. */
  abstract List<String> program(FanoutShape shape, String redis, String bind, int port);

  final List<String> command(
      FanoutShape shape, List<String> options, String redis, String bind, int port) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(program(shape, redis, bind, port));
    return command;
  }

  @Override
  public String toString() {
    return title;
  }
}
