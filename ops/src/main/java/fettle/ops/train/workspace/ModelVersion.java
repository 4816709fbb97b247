package fettle.ops.train.workspace;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A registered training result: a folder with a manifest and the ONNX models that it names.
 *
 * @param name of the model
 * @param version counts from 1
 * @param fingerprint of the data, the options and the trainer that it was learned with, hex
 * @param dataset version of the data set
 * @param job that made it
 * @param manifestSha256 of {@code manifest.json}, which holds the hash of every model; hex
 * @param metrics by name, for people to compare
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelVersion(
    String name,
    int version,
    String fingerprint,
    String dataset,
    String job,
    String manifestSha256,
    SortedMap<String, String> metrics) {

  public ModelVersion {
    metrics = metrics == null ? new TreeMap<>() : new TreeMap<>(metrics);
  }

  /** Such as {@code pump:3}. */
  public String title() {
    return name + ":" + version;
  }
}
