package fettle.ops.provision;

import fettle.ops.azure.AzureSection;
import fettle.ops.hash.Sha256;
import java.util.Locale;

/**
 * The names of an environment's resources: given in its file, or made from its name so that they
 * are the same in every run. Those that have to be unique in the whole world end with a short hash
 * of subscription and resource group.
 */
final class Names {
  /** A storage account's name. */
  static final String STORAGE = "[a-z0-9]{3,24}";

  static final String STORAGE_RULE = "must be 3 to 24 lower-case letters and digits";

  private static final int HASH_DIGITS = 6;

  private final String environment;
  private final String group;
  private final String hash;
  private final ProvisionSection config;

  Names(String environment, AzureSection azure, ProvisionSection config) {
    this.environment = environment;
    this.config = config;
    group = azure.groupOf(environment);
    hash = hash(azure.subscription() + "/" + group);
  }

  String group() {
    return group;
  }

  String hub() {
    return or(config.hub().name(), unique());
  }

  String lakeAccount() {
    return or(config.lake().account(), plain(14) + "lake" + hash);
  }

  String registry() {
    return or(config.ml().registry(), "fettle" + plain(20) + hash);
  }

  String workspace() {
    return or(config.ml().workspace(), "ml-" + environment + "-" + hash);
  }

  String learningStorage() {
    return or(config.ml().storage(), plain(16) + "ml" + hash);
  }

  String vault() {
    return or(config.ml().vault(), "kv-" + plain(14) + "-" + hash);
  }

  String logs() {
    return "fettle-" + environment + "-logs";
  }

  String insights() {
    return "fettle-" + environment + "-insights";
  }

  String eventHubs() {
    return or(config.eventHubs().namespace(), unique());
  }

  String redis() {
    return or(config.redis().name(), unique());
  }

  String identity() {
    return "fettle-" + environment;
  }

  String dashboardIdentity() {
    return identity() + "-dashboard";
  }

  /** {@code fettle-NAME-HASH}: at most 34 characters; the name may not end with a dash. */
  private String unique() {
    return "fettle-" + environment.replace("--", "-") + "-" + hash;
  }

  /** The environment's name without dashes, cut. */
  private String plain(int most) {
    String plain = environment.replace("-", "");
    return plain.substring(0, Math.min(most, plain.length()));
  }

  private static String or(String given, String made) {
    return given == null ? made : given;
  }

  private static String hash(String text) {
    return Sha256.of(text.toLowerCase(Locale.ROOT)).substring(0, HASH_DIGITS);
  }
}
