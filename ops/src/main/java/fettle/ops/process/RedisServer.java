package fettle.ops.process;

import java.io.IOException;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/** A real Redis of its starter's own, in memory alone. */
public final class RedisServer implements AutoCloseable {
  private final Process process;
  private final String uri;

  private RedisServer(Process process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * @param folder for its program and its log
   * @param bind loopback address to listen on, at a free port
   */
  public static RedisServer start(Path folder, String bind) throws IOException {
    int port = FreePort.on(bind);
    Path program = ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--bind",
                bind,
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory-policy",
                "noeviction")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    return new RedisServer(process, "redis://" + bind + ":" + port);
  }

  public String uri() {
    return uri;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
