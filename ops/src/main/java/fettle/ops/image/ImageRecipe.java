package fettle.ops.image;

import fettle.ops.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that goes into an image.
 *
 * @param repository in the registry, such as {@code fettle/sensor-module}
 * @param base what it stands on
 * @param platforms each {@code os/architecture}
 * @param user numeric {@code user:group}, never root
 * @param revision of the sources, for a label; does not count as content, so that a commit that
 *     leaves a program as it is does not make another image of it
 * @param environment that the image sets
 * @param javaOptions that the program is started with
 * @param cache an ahead-of-time cache of the program, made with the same options on the base's own
 *     runtime; a layer of its own, on top. No two are the same bytes, so the tag tells only whether
 *     there is one
 */
public record ImageRecipe(
    String repository,
    Application application,
    ImageBase base,
    List<String> platforms,
    String user,
    String revision,
    SortedMap<String, String> environment,
    List<String> javaOptions,
    Optional<Path> cache) {

  /** To be raised when the same input makes another image, so that it gets another tag. */
  private static final int FORMAT = 3;

  private static final int TAG_DIGITS = 32;
  private static final String LICENCE = "Apache-2.0";

  /** Where the program lies in the image. */
  static final String APP = "/app";

  /** The one folder that the program's user may write; meant for a volume. */
  public static final String DATA = "/data";

  /** Where the cache lies in the image. */
  static final String CACHE = APP + "/program.aot";

  public ImageRecipe {
    platforms = List.copyOf(platforms);
    environment = new TreeMap<>(environment);
    javaOptions = List.copyOf(javaOptions);
  }

  /** Of a program that is started with the usual options and has no cache. */
  public ImageRecipe(
      String repository,
      Application application,
      ImageBase base,
      List<String> platforms,
      String user,
      String revision,
      SortedMap<String, String> environment) {
    this(
        repository,
        application,
        base,
        platforms,
        user,
        revision,
        environment,
        JavaOptions.USUAL,
        Optional.empty());
  }

  public ImageRecipe withJavaOptions(List<String> options) {
    return new ImageRecipe(
        repository, application, base, platforms, user, revision, environment, options, cache);
  }

  public ImageRecipe withCache(Path file) {
    return new ImageRecipe(
        repository,
        application,
        base,
        platforms,
        user,
        revision,
        environment,
        javaOptions,
        Optional.of(file));
  }

  /**
   * Of the program what goes into the image, a layer each: native libraries first, for the image's
   * platforms only. An image for several has those of all, since their layers are the same.
   */
  List<Application.Part> parts() {
    return Stream.concat(
            platforms.stream().flatMap(each -> application.nativeLibraries(each).stream()),
            application.parts().stream())
        .toList();
  }

  List<String> entrypoint() {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(javaOptions);
    if (cache.isPresent()) {
      command.add("-XX:AOTCache=" + CACHE);
    }
    command.addAll(List.of("-jar", APP + "/" + application.runner()));
    return command;
  }

  /** Labels with the names that the OCI image specification gives them. */
  Map<String, String> labels() {
    String prefix = "org.opencontainers.image.";
    return Map.of(
        prefix + "title", repository.substring(repository.lastIndexOf('/') + 1),
        prefix + "base.name", base.identity(),
        prefix + "version", application.version(),
        prefix + "revision", revision,
        prefix + "licenses", LICENCE);
  }

  /**
   * The image's tag: a hash of the program's files, the base, and what else decides what the image
   * does.
   *
   * @throws Failure when the program cannot be read
   */
  public String tag() {
    MessageDigest digest = sha256();
    for (Object part :
        List.of(
            FORMAT,
            repository,
            base.identity(),
            platforms,
            user,
            application.version(),
            entrypoint(),
            environment)) {
      add(digest, part.toString());
    }
    for (Application.Part part : parts()) {
      application.paths(part).stream()
          .filter(Files::isRegularFile)
          .forEach(file -> addFile(digest, file));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, TAG_DIGITS);
  }

  private void addFile(MessageDigest all, Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file);
        DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    } catch (IOException e) {
      throw new Failure(file + " cannot be read: " + e.getMessage(), e);
    }
    add(all, application.folder().relativize(file).toString());
    all.update(digest.digest());
  }

  /** Texts are set apart, so that two lists never look like another two. */
  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
