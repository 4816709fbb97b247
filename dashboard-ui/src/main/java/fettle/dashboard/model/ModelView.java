package fettle.dashboard.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A model in the list of models.
 *
 * @param model {@code NAME:VERSION}
 * @param made when, ISO 8601; missing where no training told of it
 * @param trainer its trainer's name; missing likewise
 * @param inUse whether the next deployment takes it
 * @param why it was put in use, or not; missing where nothing was told
 * @param forced whether it was put in use although a comparison spoke against it
 * @param metrics by name, as its card says
 * @param machines how many run it
 * @param verdict {@code drifted}, {@code steady} or {@code too few readings}; missing without news
 * @param drifted signals (or {@code score}) that have drifted on any of them
 * @param names what people call those signals, by signal; those without a name, or with another one
 *     on each machine, are left out
 * @param alarms what people said of its alarms
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelView(
    String model,
    String made,
    String trainer,
    boolean inUse,
    String why,
    boolean forced,
    JsonNode metrics,
    long machines,
    String verdict,
    List<String> drifted,
    Map<String, String> names,
    Judged alarms) {}
