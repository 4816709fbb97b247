package fettle.emulator;

import fettle.emulator.files.PrivateFile;
import fettle.emulator.identity.Identity;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deploys at the start, for places where nothing plays edgeAgent: modules in containers of their
 * own read from a file how they connect, in the variables that Azure's SDKs know. A second start
 * with the same data folder finds the same identities and leaves files with the same content.
 */
final class Deploying {
  private static final Pattern HASH = Pattern.compile("\\{\\{sha256:([^}]+)}}");

  private final Emulator emulator;
  private final Path environments;

  /**
   * @param environments {@code null} for no files
   */
  Deploying(Emulator emulator, Path environments) {
    this.emulator = emulator;
    this.environments = environments;
  }

  /**
   * @param manifest JSON; <code>{{sha256:PATH}}</code> stands for the hash of a file that was made
   *     after the manifest was written
   * @throws IllegalArgumentException naming what is wrong with the manifest
   */
  void apply(String device, Path manifest) throws IOException {
    emulator.addEdgeDevice(device);
    emulator.applyManifest(device, withHashes(Files.readString(manifest)));
    if (environments == null) {
      return;
    }
    Path folder = Files.createDirectories(environments.resolve(device));
    for (Identity identity : emulator.registry().modules(device)) {
      String module = identity.module().orElseThrow();
      if (!module.startsWith("$")) {
        write(
            folder.resolve(module + ".properties"),
            Map.of(
                "EdgeHubConnectionString", emulator.moduleConnectionString(device, module),
                "EdgeModuleCACertificateFile", emulator.caCertificate().toString()));
      }
    }
  }

  private static String withHashes(String manifest) throws IOException {
    Matcher wanted = HASH.matcher(manifest);
    StringBuilder text = new StringBuilder();
    while (wanted.find()) {
      byte[] content = Files.readAllBytes(Path.of(wanted.group(1)));
      wanted.appendReplacement(text, HexFormat.of().formatHex(sha256(content)));
    }
    return wanted.appendTail(text).toString();
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static void write(Path file, Map<String, String> variables) throws IOException {
    Properties properties = new Properties();
    properties.putAll(variables);
    StringWriter text = new StringWriter();
    properties.store(text, null);
    // the first line is the time, which makes another file of the same content
    PrivateFile.write(file, text.toString().replaceFirst("#.*\\R", ""));
  }
}
