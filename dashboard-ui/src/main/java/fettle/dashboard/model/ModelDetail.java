package fettle.dashboard.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * One model.
 *
 * @param now the server's time, epoch milliseconds
 * @param card as the training wrote it; missing where none told
 * @param machines that run it, those that drifted first; at most {@value ModelBoard#MOST_MACHINES}
 * @param signals how many machines each has drifted on; the score is the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelDetail(
    long now, ModelView model, JsonNode card, List<MachineOn> machines, List<SignalOn> signals) {

  /**
   * A machine that runs it.
   *
   * @param id {@code DEVICE/MACHINE}
   * @param name what people call it; empty where nothing is known
   * @param verdict of all its signals together; {@code null} before its first sketch
   * @param drifted signals that have
   * @param names what people call those signals on it, by signal; those without a name are left out
   */
  public record MachineOn(
      String id, String name, String verdict, List<String> drifted, Map<String, String> names) {}

  /**
   * A signal, or the score, over all machines that run it.
   *
   * @param drifted machines on which it has
   * @param steady machines on which it has not
   * @param unknown machines on which there is too little to tell
   */
  public record SignalOn(String name, long drifted, long steady, long unknown) {}
}
