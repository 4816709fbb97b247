package fettle.ops.device;

import fettle.ops.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes new credentials. */
final class CredentialMaker {
  private static final int KEY_BYTES = 32;
  private static final int SERIAL_BITS = 128;

  /** Clocks of devices may be a little behind. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private CredentialMaker() {}

  /**
   * @param life of a certificate; a key does not age
   */
  static Credential make(Credential.Kind kind, String device, Duration life) {
    return switch (kind) {
      case SAS -> new Credential.SharedKey(key());
      case X509 -> selfSigned(device, life);
    };
  }

  private static String key() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private static Credential selfSigned(String device, Duration life) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      KeyPair keys = generator.generateKeyPair();
      Instant now = Instant.now();
      X500Principal name = new X500Principal("CN=" + device);
      X509CertificateHolder signed =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(SERIAL_BITS, RANDOM),
                  Date.from(now.minus(BACKDATED)),
                  Date.from(now.plus(life)),
                  name,
                  keys.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(signed);
      return new Credential.SelfSigned(
          pem(certificate), pem(keys.getPrivate()), thumbprint(certificate));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this Java runtime cannot make a certificate", e);
    }
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  private static String thumbprint(X509Certificate certificate) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
    return HexFormat.of().withUpperCase().formatHex(digest);
  }

  /** A credential out of its PEM texts. */
  static Credential.SelfSigned read(String certificate, String key) {
    try (PEMParser parser = new PEMParser(new StringReader(certificate))) {
      if (!(parser.readObject() instanceof X509CertificateHolder holder)) {
        throw new IOException("it holds none");
      }
      return new Credential.SelfSigned(
          certificate, key, thumbprint(new JcaX509CertificateConverter().getCertificate(holder)));
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("a kept certificate is damaged (%s); delete it".formatted(e), e);
    }
  }
}
