package fettle.ops.usage;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;

/** What says, in Resource Manager's form, how a hub is doing. */
@FunctionalInterface
public interface ManagementApi {

  /**
   * @param path with its query
   * @throws PassingFailure when it is worth trying again
   * @throws fettle.ops.Failure when a person has to mend something
   */
  JsonNode get(String path) throws IOException, PassingFailure, InterruptedException;
}
