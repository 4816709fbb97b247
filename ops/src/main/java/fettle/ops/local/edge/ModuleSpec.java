package fettle.ops.local.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.process.RestartPolicy;
import java.util.Map;

/**
 * A module as a deployment manifest wants it.
 *
 * @param running {@code false} = it is to be stopped
 * @param startupOrder lower ones are started first
 * @param manifest its whole entry, to be reported again
 */
record ModuleSpec(
    String name,
    String image,
    Map<String, String> env,
    boolean running,
    RestartPolicy policy,
    long startupOrder,
    ObjectNode manifest) {

  ModuleSpec {
    env = Map.copyOf(env);
  }
}
