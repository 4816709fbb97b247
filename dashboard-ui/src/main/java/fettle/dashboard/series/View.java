package fettle.dashboard.series;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a chart of a range of time draws. */
@Schema(description = "What a chart of a range of time draws")
public record View(
    @Schema(description = "What was read") Source source,
    @Schema(
            description =
                "Epoch milliseconds; what is older has left the store and is in the lake alone")
        long storedFrom,
    @Schema(
            description =
                "Epoch milliseconds up to which what came from the lake is complete; null where"
                    + " nothing came from it, or nobody knows")
        Long lakeTo,
    @Schema(
            description =
                "Where all buckets, or single readings, fit into the points: these. Else columns of"
                    + " several, with their exact extremes")
        Series series,
    @Schema(
            description =
                "By signal name, where there are columns of several: extremes of the columns"
                    + " first, largest triangles among them. Empty where everything fits")
        Map<String, Line> lines) {

  /** What a view is made of. */
  public enum Source {
    /** Single readings. */
    READINGS,
    /** Rollups, the store's or the lake's. */
    ROLLUPS
  }
}
