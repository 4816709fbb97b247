package fettle.ops.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Debian's docker-registry on a free port of a loopback address, with a login. */
public final class RegistryProcess implements AutoCloseable {
  public static final String USER = "fettle";
  public static final String PASSWORD = "planted-registry-pw";

  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

  /** bcrypt of {@link #PASSWORD}, the only kind that the registry takes. */
  private static final String HASHED =
      "$2b$05$abcdefghijklmnopqrstuulQKvVHO2uL2UoP1esaPWlzGLrn7UOdW";

  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path log;
  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String server;

  private RegistryProcess(Process process, Path log, Path folder) {
    this.process = process;
    this.log = log;
    this.folder = folder;
    this.server =
        Awaitility.await("the registry listens")
            .atMost(LIMIT)
            .until(this::listening, Optional::isPresent)
            .orElseThrow();
  }

  /** Starts one; skips the test where the program is not installed. */
  public static RegistryProcess start(Path folder) throws IOException {
    assumeTrue(
        Files.isExecutable(PROGRAM), "skipped: docker-registry is not installed at " + PROGRAM);
    Files.createDirectories(folder);
    Path logins = Files.writeString(folder.resolve("htpasswd"), USER + ":" + HASHED + "\n");
    Path config =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            version: 0.1
            log: {level: info}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "127.0.0.1:0", secret: any}
            auth: {htpasswd: {realm: test, path: %s}}
            """
                .formatted(folder.resolve("data"), logins));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new RegistryProcess(process, log, folder);
  }

  private Optional<String> listening() throws IOException {
    Matcher line = LISTENING.matcher(Files.readString(log));
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  /** Host and port. */
  public String server() {
    return server;
  }

  public ImageRegistry client() {
    return new ImageRegistry(
        server, Optional.of(new RegistryLogin(USER, PASSWORD)), folder.resolve("cache"));
  }

  /**
   * Pushes a base image of nothing, for both platforms, since no public registry can be reached.
   *
   * @return its name with its digest
   */
  public String pushBase() throws Exception {
    System.setProperty("sendCredentialsOverHttp", "true");
    String digest =
        Jib.fromScratch()
            .setPlatforms(Set.of(new Platform("amd64", "linux"), new Platform("arm64", "linux")))
            .addEnvironmentVariable("FROM", "base")
            .containerize(
                Containerizer.to(
                        RegistryImage.named(server + "/base:1").addCredential(USER, PASSWORD))
                    .setAllowInsecureRegistries(true)
                    .setBaseImageLayersCache(folder.resolve("base-cache"))
                    .setApplicationLayersCache(folder.resolve("base-cache")))
            .getDigest()
            .toString();
    return server + "/base@" + digest;
  }

  /** A manifest, or a manifest list. */
  public JsonNode manifest(String repository, String reference) throws Exception {
    return get(repository + "/manifests/" + reference);
  }

  /** An image's config, for one architecture out of its manifest list. */
  public JsonNode config(String repository, JsonNode manifest) throws Exception {
    return get(repository + "/blobs/" + manifest.at("/config/digest").asText());
  }

  /** A layer's bytes. */
  public byte[] blob(String repository, String digest) throws Exception {
    return http.send(
            request(repository + "/blobs/" + digest), HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> response =
        http.send(request(path), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private HttpRequest request(String path) {
    String login = USER + ":" + PASSWORD;
    return HttpRequest.newBuilder(URI.create("http://" + server + "/v2/" + path))
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
        .header(
            "Accept",
            "application/vnd.docker.distribution.manifest.list.v2+json,"
                + " application/vnd.docker.distribution.manifest.v2+json")
        .timeout(LIMIT)
        .build();
  }

  /** How many requests that write came in so far. */
  public long writes() throws IOException {
    return Files.readString(log)
        .lines()
        .filter(line -> line.contains("response completed"))
        .filter(line -> line.matches(".*http.request.method=(POST|PUT|PATCH|DELETE) .*"))
        .count();
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
