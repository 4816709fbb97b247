package fettle.ops.hub;

import com.azure.core.credential.AzureSasCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the local hub listens and how to sign in, as it wrote it down when it was ready. Holds
 * secrets: never printed.
 */
public final class HubInfo {
  private static final Duration TOKEN_LIFE = Duration.ofHours(24);

  private final JsonNode json;

  private HubInfo(JsonNode json) {
    this.json = json;
  }

  public static HubInfo read(Path file) throws IOException {
    return new HubInfo(new ObjectMapper().readTree(file.toFile()));
  }

  public Path lake() {
    return Path.of(text("lake"));
  }

  public String topic() {
    return text("topic");
  }

  public String kafkaBootstrap() {
    return text("kafkaBootstrap");
  }

  public String kafkaPassword() {
    return text("kafkaPassword");
  }

  public Path caCertificate() {
    return Path.of(text("caCertificate"));
  }

  public URI service() {
    return URI.create("https://" + serviceHost());
  }

  /** Host and port of the service API. */
  public String serviceHost() {
    return text("serviceAddress");
  }

  /** Host and port of the edge hub. */
  public String mqttAddress() {
    return text("mqttAddress");
  }

  public String workloadUri() {
    return text("workloadUri");
  }

  /** The hub's name. */
  public String hub() {
    return text("hub");
  }

  public String hostName() {
    return text("hostName");
  }

  /** Settings of a Kafka client, the same as for the real endpoint but for the trusted CA. */
  public Map<String, Object> kafkaClient() {
    return Map.of(
        "bootstrap.servers",
        kafkaBootstrap(),
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        kafkaLogin(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        caCertificate().toString(),
        "request.timeout.ms",
        60_000);
  }

  /** The JAAS line that signs in with the endpoint's connection string. */
  public String kafkaLogin() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required"
        + " username=\"$ConnectionString\" password=\""
        + kafkaPassword()
        + "\";";
  }

  /** A token of the service policy, valid for a day. */
  public AzureSasCredential serviceCredential() {
    Map<String, String> parts = serviceConnection();
    String resource = encode(parts.get("HostName"));
    long expiry = Instant.now().plus(TOKEN_LIFE).getEpochSecond();
    String signature = sign(parts.get("SharedAccessKey"), resource + "\n" + expiry);
    return new AzureSasCredential(
        "SharedAccessSignature sr=%s&sig=%s&se=%d&skn=%s"
            .formatted(resource, encode(signature), expiry, parts.get("SharedAccessKeyName")));
  }

  /** The key of the service policy, to be kept out of what is printed. */
  String serviceKey() {
    return serviceConnection().get("SharedAccessKey");
  }

  /** The service policy's connection string; a secret. */
  public String serviceConnectionString() {
    return text("serviceConnectionString");
  }

  private Map<String, String> serviceConnection() {
    return Arrays.stream(serviceConnectionString().split(";"))
        .map(part -> part.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
  }

  private static String sign(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String text(String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new Failure("the hub's file hub.json has no field " + field);
    }
    return value.textValue();
  }
}
