package fettle.ops.device;

import fettle.emulator.files.PrivateFile;
import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a device's credential is kept for whoever sets the device up: readable by the owner alone.
 * One that the hub may not know yet lies in the folder {@code pending}.
 */
final class CredentialFolder {
  private static final String CONFIG = "config.toml";
  private static final List<String> ALL =
      List.of(
          Credential.SharedKey.FILE,
          Credential.SelfSigned.CERTIFICATE_FILE,
          Credential.SelfSigned.KEY_FILE);

  private final Path folder;

  CredentialFolder(Path folder) {
    this.folder = folder;
  }

  Path config() {
    return folder.resolve(CONFIG);
  }

  /** A credential that an earlier run made and did not see through. */
  Optional<Credential> pending() {
    Path key = pendingFile(Credential.SharedKey.FILE);
    Path certificate = pendingFile(Credential.SelfSigned.CERTIFICATE_FILE);
    Path certificateKey = pendingFile(Credential.SelfSigned.KEY_FILE);
    try {
      if (Files.exists(key)) {
        return Optional.of(new Credential.SharedKey(Files.readString(key)));
      }
      return Files.exists(certificate) && Files.exists(certificateKey)
          ? Optional.of(
              CredentialMaker.read(Files.readString(certificate), Files.readString(certificateKey)))
          : Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Keeps a credential before the hub hears of it. */
  void keep(Credential credential) {
    new TreeMap<>(credential.files()).forEach((name, text) -> write(pendingFile(name), text));
  }

  /** The hub knows the pending credential: it takes the place of the one before. */
  void settle(Credential credential, String config) {
    credential.files().forEach((name, text) -> write(folder.resolve(name), text));
    write(config(), config);
    tidy();
  }

  /** Whether an earlier run was broken off before it had put everything in its place. */
  boolean isUntidy() {
    return ALL.stream().map(this::pendingFile).anyMatch(Files::exists);
  }

  /** Takes away what is pending: it is known, or worth nothing. */
  void tidy() {
    try {
      for (String name : ALL) {
        Files.deleteIfExists(pendingFile(name));
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Path pendingFile(String name) {
    return folder.resolve("pending").resolve(name);
  }

  private void write(Path file, String text) {
    try {
      PrivateFile.folder(file.getParent());
      PrivateFile.write(file, text);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Failure unusable(IOException e) {
    return new Failure(
        "%s cannot be used for keys (%s); choose another folder with --out".formatted(folder, e),
        e);
  }
}
