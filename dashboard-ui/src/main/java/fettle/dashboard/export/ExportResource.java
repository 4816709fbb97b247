package fettle.dashboard.export;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.series.SeriesQuery;
import fettle.dashboard.series.TimeRange;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.MachineId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a chart shows, as a file. */
@Path("/api/machines/{device}/{machine}/export")
@Tag(name = "Machines")
public class ExportResource {
  private static final String CSV = "text/csv";
  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final String OCTETS = "application/octet-stream";

  private final MachineStore machines;
  private final Planner planner;
  private final Pages pages;
  private final ParquetFiles parquet;
  private final DashboardConfig config;
  private final InstantSource clock;

  ExportResource(
      MachineStore machines,
      Planner planner,
      Pages pages,
      ParquetFiles parquet,
      DashboardConfig config,
      InstantSource clock) {
    this.machines = machines;
    this.planner = planner;
    this.pages = pages;
    this.parquet = parquet;
    this.config = config;
    this.clock = clock;
  }

  /** What is sent, and what it is called. */
  private record Export(
      MachineStore.Found machine,
      List<String> wanted,
      TimeRange range,
      Contents contents,
      boolean asParquet,
      long now) {

    /** Names that file systems and people take. */
    String fileName() {
      return "%s_%s_%s_%s_%s.%s"
          .formatted(
              safe(machine.state().id().device()),
              safe(machine.state().id().machine()),
              time(range.from()),
              time(range.to()),
              contents.resolution(),
              asParquet ? "parquet" : "csv");
    }

    private static String time(long millis) {
      return Instant.ofEpochMilli(millis)
          .truncatedTo(ChronoUnit.SECONDS)
          .toString()
          .replace(":", "");
    }

    private static String safe(String text) {
      return text.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    Map<String, String> about() {
      Map<String, String> about = new LinkedHashMap<>();
      about.put("device", machine.state().id().device());
      about.put("machine", machine.state().id().machine());
      about.put("from", Instant.ofEpochMilli(range.from()).toString());
      about.put("to", Instant.ofEpochMilli(range.to()).toString());
      about.put("resolution", contents.resolution());
      return about;
    }
  }

  @GET
  @Produces(OCTETS)
  @Operation(
      operationId = "export",
      summary = "What a machine measured in a range of time, as a file",
      description =
          "Single readings where all of the range are at hand, else the finest buckets that are,"
              + " with their counts, extremes and means; the file's name and its columns say which."
              + " Times are UTC.")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content = {@Content(mediaType = CSV), @Content(mediaType = PARQUET)})
  @APIResponse(responseCode = "400", ref = ProblemResponses.BROKEN_RULE)
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_MACHINE)
  public RestMulti<byte[]> export(
      @RestPath String device,
      @RestPath String machine,
      @Parameter(description = "csv or parquet; csv by default") @RestQuery String format,
      @Parameter(description = "Names, separated by commas; all when left out") @RestQuery
          List<String> signals,
      @Parameter(description = "Epoch milliseconds or ISO 8601; 15 minutes before to by default")
          @RestQuery
          String from,
      @Parameter(description = "Epoch milliseconds or ISO 8601, not included; now by default")
          @RestQuery
          String to) {
    long now = clock.millis();
    boolean asParquet = isParquet(format);
    SeriesQuery query = SeriesQuery.parse(signals, from, to, null, null, now, config.series());
    Uni<Export> export =
        machines
            .existing(new MachineId(device, machine))
            .chain(found -> plan(query, found, asParquet, now));
    return RestMulti.fromUniResponse(export, this::bytes, ExportResource::headers);
  }

  private Uni<Export> plan(
      SeriesQuery query, MachineStore.Found found, boolean asParquet, long now) {
    List<String> wanted = query.wanted(found.state().id(), found.state().signals());
    return planner
        .plan(found, wanted, query.range(), now)
        .invoke(contents -> bound(contents, found.state().intervalMs()))
        .map(contents -> new Export(found, wanted, query.range(), contents, asParquet, now));
  }

  /** Rows of a file are bounded, as far as they can be told before. */
  private void bound(Contents contents, double intervalMs) {
    double rows =
        switch (contents) {
          case Contents.LakeReadings all -> (all.range().to() - all.range().from()) / intervalMs;
          case Contents.DividedBuckets divided ->
              divided.division().lake().buckets(divided.widthMs());
          case Contents.StoredReadings few -> few.readings().size();
          case Contents.StoredBuckets few -> few.range().buckets(few.widthMs());
          case Contents.Nothing nothing -> 0;
        };
    if (rows > config.export().rows()) {
      throw new BadParameter(
          "from",
          "to to has about %,.0f rows, and a file at most %,d; choose a shorter range"
              .formatted(rows, config.export().rows()));
    }
  }

  private Multi<byte[]> bytes(Export export) {
    Multi<byte[]> csv =
        pages.of(export.contents(), export.machine().state(), export.wanted(), export.now());
    if (!export.asParquet()) {
      return csv;
    }
    Table table =
        new Table(
            export.machine().state().id(), export.machine().state().signals(), export.wanted());
    return parquet.of(csv, Pages.columns(export.contents(), table), export.about());
  }

  private static Map<String, List<String>> headers(Export export) {
    return Map.of(
        HttpHeaders.CONTENT_TYPE,
        List.of(export.asParquet() ? PARQUET : CSV + ";charset=utf-8"),
        HttpHeaders.CONTENT_DISPOSITION,
        List.of("attachment; filename=\"" + export.fileName() + "\""));
  }

  private static boolean isParquet(String format) {
    return switch (format) {
      case null -> false;
      case "csv" -> false;
      case "parquet" -> true;
      default -> throw new BadParameter("format", "must be csv or parquet, not '" + format + "'");
    };
  }
}
