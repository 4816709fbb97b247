package fettle.ops.device;

import java.util.Map;

/** What a device proves itself with. Never printed whole. */
sealed interface Credential {

  /** Kinds of credentials. */
  enum Kind {
    /** A shared key that tokens are signed with. */
    SAS,
    /** A self-signed certificate, known to the hub by its thumbprint. */
    X509
  }

  /** What the hub keeps of it: the key, or the certificate's thumbprint. */
  String known();

  /** Files by name, as they are kept privately. */
  Map<String, String> files();

  /**
   * The provisioning part of IoT Edge's {@code config.toml}.
   *
   * @param hub the hub's host name
   */
  String config(String hub, String device);

  /**
   * @param key base64 of 32 bytes
   */
  record SharedKey(String key) implements Credential {
    static final String FILE = "device.key";

    @Override
    public String known() {
      return key;
    }

    @Override
    public Map<String, String> files() {
      return Map.of(FILE, key);
    }

    @Override
    public String config(String hub, String device) {
      return """
      [provisioning]
      source = "manual"
      connection_string = "HostName=%s;DeviceId=%s;SharedAccessKey=%s"
      """
          .formatted(hub, device, key);
    }

    @Override
    public String toString() {
      return "SharedKey";
    }
  }

  /**
   * @param certificate PEM
   * @param key PEM
   * @param known SHA-1 thumbprint of the certificate, upper-case hex: what the hub asks for
   */
  record SelfSigned(String certificate, String key, String known) implements Credential {
    static final String CERTIFICATE_FILE = "identity.cert.pem";
    static final String KEY_FILE = "identity.key.pem";

    /** Where IoT Edge's documents put them on a device. */
    private static final String PLACE = "file:///etc/aziot/";

    @Override
    public Map<String, String> files() {
      return Map.of(CERTIFICATE_FILE, certificate, KEY_FILE, key);
    }

    @Override
    public String config(String hub, String device) {
      return """
      [provisioning]
      source = "manual"
      iothub_hostname = "%s"
      device_id = "%s"

      [provisioning.authentication]
      method = "x509"
      identity_cert = "%s"
      identity_pk = "%s"
      """
          .formatted(hub, device, PLACE + CERTIFICATE_FILE, PLACE + KEY_FILE);
    }

    @Override
    public String toString() {
      return "SelfSigned[" + known + "]";
    }
  }
}
