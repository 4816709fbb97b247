package fettle.inference.pipeline;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Sends a message to the edge hub; completes when the hub has it. */
@FunctionalInterface
interface Sender {
  Uni<Void> send(String output, byte[] body, String messageId, Map<String, String> properties);
}
