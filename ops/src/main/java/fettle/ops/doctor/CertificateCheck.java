package fettle.ops.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** A certificate of the local hub is valid; one that is not there yet is made when it is needed. */
record CertificateCheck(Path file, Instant now) implements Check {
  private static final Duration SOON = Duration.ofDays(14);

  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public Verdict examine() {
    if (!Files.exists(file)) {
      return new Verdict.Fine(file.getFileName() + " is made when the hub first starts");
    }
    String wayOut = "run ./fettle destroy and ./fettle provision: the hub makes new ones";
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      Instant from = certificate.getNotBefore().toInstant();
      Instant until = certificate.getNotAfter().toInstant();
      if (now.isBefore(from)) {
        return new Verdict.Missing(
            file + " is valid only from " + from, "set the clock, or: " + wayOut);
      }
      if (now.isAfter(until)) {
        return new Verdict.Missing(file + " expired at " + until, wayOut);
      }
      return until.isBefore(now.plus(SOON))
          ? new Verdict.Poor(file + " expires at " + until, wayOut)
          : new Verdict.Fine(file + " is valid until " + until);
    } catch (IOException | CertificateException e) {
      return new Verdict.Missing(file + " cannot be read: " + e.getMessage(), wayOut);
    }
  }
}
