package fettle.emulator.events;

/**
 * A listener's certificate with its private key.
 *
 * @param chain the certificate and its issuers, PEM
 * @param key PKCS#8, not encrypted, PEM
 */
public record PemCertificate(String chain, String key) {

  @Override
  public String toString() {
    return "PemCertificate[a key, and]\n" + chain;
  }
}
