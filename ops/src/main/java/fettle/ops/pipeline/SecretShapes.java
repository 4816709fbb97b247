package fettle.ops.pipeline;

import java.util.regex.Pattern;

/**
 * Takes out of a text whatever looks like a key: other systems repeat connection strings, signed
 * links and headers in their error messages, and these were never ours to remember.
 */
public final class SecretShapes {
  private static final String MASK = "***";

  /** What may stand between a name and its value: in JSON, in JSON within JSON, in a URL. */
  private static final String IS = "(\\\\*[\"']?\\s*(?:[=:]|%3[AaDd])\\s*\\\\*[\"']?)";

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b(AccountKey|SharedAccessKey|SharedAccessSignature|primaryKey|secondaryKey|"
              + "accessKey|primaryConnectionString|secondaryConnectionString|connectionString|"
              + "instrumentationKey|password|sig|client_secret|client_assertion|access_token|"
              + "refresh_token)"
              + IS
              + "[^;&\"'\\s,}\\\\]+");

  /** In a header, wherever it is repeated. */
  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/-]{16,}=*");

  /** Header and claims of a JSON web token both begin with an encoded brace and quote. */
  private static final Pattern WEB_TOKEN =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");

  private static final Pattern LOGIN_IN_URL = Pattern.compile("(://)[^/?#@\\s\"']+@");

  /** Of storage accounts, hubs, caches: 32 or 64 bytes in base64. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![A-Za-z0-9+/])(?:(?:[A-Za-z0-9+/]|%2[BbFf]){86}(?:=|%3[Dd]){2}"
              + "|(?:[A-Za-z0-9+/]|%2[BbFf]){43}(?:=|%3[Dd]))(?![A-Za-z0-9+/=])");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(?s)-----BEGIN ([A-Z ]*)PRIVATE KEY-----.*?(-----END \\1PRIVATE KEY-----|\\z)");

  private SecretShapes() {}

  /** The text with a mask in place of each. */
  public static String mask(String text) {
    String masked = PRIVATE_KEY.matcher(text).replaceAll(MASK);
    masked = NAMED.matcher(masked).replaceAll("$1$2" + MASK);
    masked = HEADER.matcher(masked).replaceAll("$1 " + MASK);
    masked = WEB_TOKEN.matcher(masked).replaceAll(MASK);
    masked = LOGIN_IN_URL.matcher(masked).replaceAll("$1" + MASK + "@");
    return KEY.matcher(masked).replaceAll(MASK);
  }
}
