package fettle.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String SECRET = "pass word+\"/with\\all=of&it";
  private static final String KEY = "q0w9e8r7t6z5u4i3o2p1AyBxCvDnEmFlGkHjIhJgKf0=";

  private final Redaction redaction = new Redaction();

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "user:", "a longer user:"})
  void whatIsRememberedIsTakenOutInEveryFormAndWhereverItBegins(String before) {
    redaction.remember(SECRET);
    String login = before + SECRET;
    String base64 = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));

    String cleaned =
        redaction.clean(
            String.join(
                " ",
                login,
                URLEncoder.encode(login, StandardCharsets.UTF_8),
                "{\"p\":\"" + login.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}",
                base64));

    assertThat(cleaned).doesNotContain("word", "with").doesNotContain(base64.substring(8));
    assertThat(cleaned).contains("***");
  }

  @Test
  void aSecretOfManyLinesIsTakenOutLineByLine() {
    String line = "MHcCAQEEIBvXq0xJ3mVnZr4rZ8sT2f5lK7pW1";
    redaction.remember("-----BEGIN THING-----\n" + line + "\n-----END THING-----\n");

    assertThat(redaction.clean("at " + line + ".")).isEqualTo("at ***.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AccountKey=%s;EndpointSuffix=core.windows.net",
        "{\"primaryKey\":\"%s\"}",
        "{\"error\":\"{\\\"primaryKey\\\":\\\"%s\\\"}\"}",
        "SharedAccessKey%%3D%s",
        "https://x.blob.core.windows.net/c?sv=1&sig=%s&se=2",
        "Authorization: Bearer %s",
        "https://user:%s@registry.example.com/v2/",
        "the key %s is wrong"
      })
  void whatLooksLikeAKeyIsTakenOutThoughNobodyRemembersIt(String text) {
    assertThat(redaction.clean(text.formatted(KEY))).doesNotContain(KEY).contains("***");
    assertThat(redaction.clean(text.formatted(URLEncoder.encode(KEY, StandardCharsets.UTF_8))))
        .doesNotContain(KEY.substring(0, 12));
  }

  @Test
  void tokensAndPrivateKeysAreTakenOutWhole() {
    String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudCJ9.c2lnbmF0dXJl";

    assertThat(redaction.clean("token " + token + " has expired"))
        .isEqualTo("token *** has expired");
    assertThat(redaction.clean("-----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY-----"))
        .isEqualTo("***");
  }

  @Test
  void whatIsNoSecretStays() {
    List<String> texts =
        List.of(
            "sha256:" + "0123456789abcdef".repeat(4),
            "https://plant.example.com/models/manifest.json",
            "registry.example.com/jre:25@sha256:" + "a".repeat(64),
            "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/fettle-plant-a",
            "file:///home/somebody/with/a/rather/long/path/models/manifest.json",
            "deploy.registry.username=me goes together with a password",
            "set deploy.registry.username and .password to one that may pull and push",
            "sku.capacity: 1 → 2");

    assertThat(texts.stream().map(redaction::clean).toList()).isEqualTo(texts);
  }
}
