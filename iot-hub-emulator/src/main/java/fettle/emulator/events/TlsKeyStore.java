package fettle.emulator.events;

import java.nio.file.Path;

/**
 * A listener's certificate with its private key.
 *
 * @param path key store file
 * @param password of the store and of the key in it
 * @param type {@code PKCS12} or {@code JKS}
 */
public record TlsKeyStore(Path path, String password, String type) {

  @Override
  public String toString() {
    return "TlsKeyStore[" + path + "]";
  }
}
