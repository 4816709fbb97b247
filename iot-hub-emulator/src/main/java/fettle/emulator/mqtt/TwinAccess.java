package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.Identity;
import java.util.concurrent.CompletionStage;

/** The twins of connected clients, wherever they are kept. Requests of one client stay in order. */
public interface TwinAccess {

  CompletionStage<Answer> get(Identity identity);

  CompletionStage<Answer> report(Identity identity, ObjectNode patch);

  /** What becomes a {@code $iothub/twin/res/{status}} message. */
  sealed interface Answer {

    /**
     * @param properties {@code {"desired":…,"reported":…}}, each with its version
     */
    record Found(ObjectNode properties) implements Answer {}

    /**
     * @param version of the reported properties
     */
    record Reported(long version) implements Answer {}

    /**
     * @param status as in HTTP
     */
    record Failed(int status, String detail) implements Answer {}
  }
}
