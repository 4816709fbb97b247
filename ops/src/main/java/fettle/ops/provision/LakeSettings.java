package fettle.ops.provision;

import fettle.ops.environment.Problems;
import java.util.List;
import java.util.Locale;

/**
 * Where the hub keeps every message.
 *
 * @param account storage account; {@code null}: named after the environment
 * @param redundancy SKU of the account
 * @param format {@code JSON}, {@code Avro} or {@code AvroDeflate}; fixed when the endpoint is made
 * @param fileNameFormat of a blob; has to hold every one of the hub's seven tokens
 * @param batchSeconds a blob is closed after so long; longer means fewer blobs and staler ones
 * @param chunkMegabytes a blob is closed at this size
 */
record LakeSettings(
    String account,
    String redundancy,
    String container,
    String format,
    String fileNameFormat,
    Integer batchSeconds,
    Integer chunkMegabytes) {
  private static final List<String> TOKENS =
      List.of("{iothub}", "{partition}", "{YYYY}", "{MM}", "{DD}", "{HH}", "{mm}");

  LakeSettings {
    redundancy = redundancy == null ? "Standard_LRS" : redundancy;
    container = container == null ? "lake" : container;
    format = format == null ? "Avro" : format;
    fileNameFormat =
        fileNameFormat == null
            ? "{iothub}/{YYYY}/{MM}/{DD}/{HH}/{mm}-{partition}" + extension(format)
            : fileNameFormat;
    batchSeconds = batchSeconds == null ? 300 : batchSeconds;
    chunkMegabytes = chunkMegabytes == null ? 100 : chunkMegabytes;
  }

  private static String extension(String format) {
    return format.toLowerCase(Locale.ROOT).startsWith("avro") ? ".avro" : ".json";
  }

  void check(Problems problems, String path) {
    if (account != null) {
      problems.matches(path + ".account", account, Names.STORAGE, Names.STORAGE_RULE);
    }
    problems.matches(
        path + ".redundancy",
        redundancy,
        "Standard_(LRS|ZRS|GRS|GZRS|RAGRS|RAGZRS)",
        "must be Standard_LRS, _ZRS, _GRS, _GZRS, _RAGRS or _RAGZRS");
    problems.matches(
        path + ".container",
        container,
        "[a-z0-9](-?[a-z0-9]){2,62}",
        "must be 3 to 63 lower-case letters, digits and single inner dashes");
    problems.matches(
        path + ".format", format, "JSON|Avro|AvroDeflate", "must be JSON, Avro or AvroDeflate");
    for (String token : TOKENS) {
      problems.require(
          fileNameFormat.contains(token),
          path + ".fileNameFormat",
          fileNameFormat,
          "must hold " + token);
    }
    problems.within(path + ".batchSeconds", batchSeconds, 60, 720);
    problems.within(path + ".chunkMegabytes", chunkMegabytes, 10, 500);
  }
}
