package fettle.ops.azure;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Section;
import java.util.Map;

/**
 * Section {@code azure}: where in Azure an environment lives. Who signs in is not said here: that
 * is found as {@code DefaultAzureCredential} finds it.
 *
 * @param subscription id
 * @param tenant id of the directory; only a key vault needs it
 * @param region as in {@code westeurope}
 * @param resourceGroup {@code null}: {@code fettle-} and the environment's name
 * @param tags put on everything that is made, beside those that tell whose it is
 */
public record AzureSection(
    String subscription,
    String tenant,
    String region,
    String resourceGroup,
    Map<String, String> tags)
    implements Section {
  /** In an environment file. */
  public static final String NAME = "azure";

  private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final int MOST_TAGS = 40;

  public AzureSection {
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }

  @Override
  public void check(Problems problems, String path) {
    problems.matches(
        path + ".subscription",
        subscription,
        GUID,
        "must be the subscription's id (az account show prints it)");
    problems.matches(
        path + ".tenant", tenant, GUID, "must be the directory's id (az account show prints it)");
    problems.matches(
        path + ".region", region, "[a-z]{3,}[a-z0-9]*", "must be a region, such as westeurope");
    if (resourceGroup != null) {
      problems.matches(
          path + ".resourceGroup",
          resourceGroup,
          "[A-Za-z0-9_()-][A-Za-z0-9_.()-]{0,88}[A-Za-z0-9_()-]",
          "must be 2 to 90 letters, digits and _ . ( ) -, not ending with a dot");
    }
    problems.within(path + ".tags (how many)", tags.size(), 0, MOST_TAGS);
  }

  /** The resource group of an environment. */
  public String groupOf(String environment) {
    return resourceGroup == null ? "fettle-" + environment : resourceGroup;
  }
}
