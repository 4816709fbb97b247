package fettle.emulator.lake;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;

/**
 * Microsoft's Blob storage emulator as a process of its own, installed once below this module's
 * {@code target} with npm. Where there is no npm, or it cannot install, the test is skipped and
 * says so.
 */
public final class Azurite implements AutoCloseable {

  private static final String VERSION = "3.37.0";
  private static final int INSTALL_MINUTES = 5;
  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern LISTENS = Pattern.compile("listens on http://([0-9.]+:[0-9]+)");
  private static final String ACCOUNT = "fettle";
  private static final String KEY =
      Base64.getEncoder().encodeToString("a key for tests alone".getBytes(StandardCharsets.UTF_8));

  private final Process process;
  private final String address;

  private Azurite(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * @param data its own
   * @param bind loopback address to listen on, at any port
   */
  public static Azurite start(Path data, String bind) throws IOException, InterruptedException {
    Path home = Path.of("..", "iot-hub-emulator", "target", "azurite").toAbsolutePath().normalize();
    Path program = home.resolve("node_modules/.bin/azurite-blob");
    if (!Files.exists(program)) {
      install(home);
    }
    ProcessBuilder command =
        new ProcessBuilder(
            program.toString(),
            "--blobHost",
            bind,
            "--blobPort",
            "0",
            "--location",
            data.toString(),
            "--skipApiVersionCheck",
            "--silent");
    command.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY);
    Path log = home.resolve("azurite.log");
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      return new Azurite(
          process, await().atMost(START).until(() -> address(process, log), Objects::nonNull));
    } catch (ConditionTimeoutException | IllegalStateException e) {
      process.destroyForcibly();
      throw new IOException("azurite does not listen, it says: " + Files.readString(log), e);
    }
  }

  /** Where it listens; {@code null} while it does not yet. */
  private static String address(Process process, Path log) throws IOException {
    Matcher listens = LISTENS.matcher(Files.readString(log));
    if (listens.find()) {
      return listens.group(1);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("azurite ended at once");
    }
    return null;
  }

  private static void install(Path home) throws IOException, InterruptedException {
    Optional<Path> npm =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "npm"))
            .filter(Files::isExecutable)
            .findFirst();
    if (npm.isEmpty()) {
      skip("there is no npm on the PATH");
      return;
    }
    Files.createDirectories(home);
    Process process =
        new ProcessBuilder(
                npm.get().toString(),
                "install",
                "--prefix",
                home.toString(),
                "--no-audit",
                "--no-fund",
                "--omit=dev",
                "azurite@" + VERSION)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("install.log").toFile())
            .start();
    if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      skip("npm did not install azurite within " + INSTALL_MINUTES + " minutes");
    } else if (process.exitValue() != 0) {
      skip("npm could not install azurite, see " + home.resolve("install.log"));
    }
  }

  private static void skip(String reason) {
    String message = "SKIPPED, the lake is not tested against Azurite: " + reason;
    System.out.println(message);
    Assumptions.abort(message);
  }

  /** For Microsoft's client. */
  public String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=http://%s/%s;"
        .formatted(ACCOUNT, KEY, address, ACCOUNT);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
