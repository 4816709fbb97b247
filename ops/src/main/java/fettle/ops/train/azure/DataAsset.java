package fettle.ops.train.azure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.train.workspace.Dataset;
import java.util.stream.Collectors;

/**
 * A data set as Azure ML keeps it: files below a folder that is named by their hash, and a data
 * asset of the type {@code uri_folder} that names the folder.
 */
record DataAsset(Dataset dataset) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Below the workspace. */
  String path() {
    return "data/" + dataset.name() + "/versions/" + dataset.version();
  }

  private String folder() {
    return "fettle/datasets/" + dataset.sha256() + "/";
  }

  /** The folder of the files in the datastore. */
  String files() {
    return folder() + "files/";
  }

  /** The blob that says that every file is there; written last. */
  String list() {
    return folder() + "files.txt";
  }

  /** One line a file: its hash and its name. */
  String listing() {
    return dataset.files().stream()
        .map(file -> file.sha256() + "  " + file.name() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * @param uri of the folder of the files
   */
  ObjectNode properties(String uri) {
    ObjectNode properties = JSON.createObjectNode();
    properties.put("dataType", "uri_folder");
    properties.put("dataUri", uri);
    properties.put("description", "Recordings that " + dataset.name() + " learns from");
    properties.putObject("properties").put("fettle.sha256", dataset.sha256());
    return properties;
  }
}
