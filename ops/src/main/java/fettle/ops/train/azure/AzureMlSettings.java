package fettle.ops.train.azure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where and with what jobs run.
 *
 * @param workspace resource id
 * @param compute name of a cluster in the workspace
 * @param image of Fettle's ops program
 */
public record AzureMlSettings(String workspace, String compute, String image) {
  /** Of a workspace's resource id. */
  public static final String WORKSPACE =
      "(?i)/subscriptions/([0-9a-f-]{36})/resourceGroups/([A-Za-z0-9._()-]{1,90})"
          + "/providers/Microsoft\\.MachineLearningServices/workspaces/([A-Za-z0-9][A-Za-z0-9_-]{2,32})";

  private static final Pattern ID = Pattern.compile(WORKSPACE);

  /**
   * @throws IllegalArgumentException when the workspace is no resource id
   */
  public AzureMlSettings {
    if (!ID.matcher(workspace).matches()) {
      throw new IllegalArgumentException(workspace + " is not a workspace's resource id");
    }
  }

  /** A place in a datastore of the workspace, as data and outputs name it. */
  String dataUri(String datastore, String path) {
    Matcher id = ID.matcher(workspace);
    if (!id.matches()) {
      throw new IllegalStateException(workspace);
    }
    return "azureml://subscriptions/%s/resourcegroups/%s/workspaces/%s/datastores/%s/paths/%s"
        .formatted(id.group(1), id.group(2), id.group(3), datastore, path);
  }

  String computeId() {
    return workspace + "/computes/" + compute;
  }
}
