package fettle.ops.azure;

import java.util.regex.Pattern;

/**
 * Takes out of a text whatever looks like a key: Azure repeats connection strings and signed links
 * in its error messages, and these were never ours to remember.
 */
final class SecretShapes {
  private static final Pattern KEY =
      Pattern.compile(
          "(?i)\\b(AccountKey|SharedAccessKey|SharedAccessSignature|primaryKey|secondaryKey|"
              + "primaryConnectionString|connectionString|instrumentationKey|password|sig|client_secret)"
              + "(\"?\\s*[=:]\\s*\"?)[^;&\"'\\s,}]+");

  private SecretShapes() {}

  static String mask(String text) {
    return KEY.matcher(text).replaceAll("$1$2***");
  }
}
