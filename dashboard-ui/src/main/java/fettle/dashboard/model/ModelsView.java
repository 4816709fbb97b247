package fettle.dashboard.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * All models that are known.
 *
 * @param now the server's time, epoch milliseconds
 * @param why the models in use are in use; missing before any training told
 * @param models those in use or running first, then the newest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelsView(long now, String why, List<ModelView> models) {}
