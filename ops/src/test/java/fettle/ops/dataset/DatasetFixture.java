package fettle.ops.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.emulator.lake.LakeFormat;
import fettle.lake.duckdb.Database;
import fettle.lake.duckdb.Session;
import fettle.lake.duckdb.Sql;
import fettle.ops.lake.LakeDatabase;
import fettle.ops.lake.LakeFixture;
import fettle.telemetry.TelemetryBatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** A lake, the command, and what it made. */
final class DatasetFixture {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ONE_BLOB = 8 << 20;

  final Path folder;
  final Path lake;
  final Path out;
  private final StringWriter output = new StringWriter();

  DatasetFixture(Path folder) {
    this(folder, "out");
  }

  DatasetFixture(Path folder, String out) {
    this.folder = folder;
    this.lake = folder.resolve("lake");
    this.out = folder.resolve(out);
  }

  /** Puts batches of devices into a blob of their own. */
  void send(String minute, Map<String, List<TelemetryBatch>> byDevice) throws IOException {
    List<LakeFixture.Sent> messages = new ArrayList<>();
    byDevice.forEach(
        (device, batches) ->
            batches.forEach(batch -> messages.add(LakeFixture.message(device, batch))));
    LakeFixture.write(lake, minute, LakeFormat.AVRO, ONE_BLOB, messages);
  }

  /** Runs the command on the lake; its exit code. */
  int run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--lake", lake.toString(),
                "--out", out.toString(),
                "--state", folder.resolve("state").toString()));
    arguments.addAll(List.of(more));
    output.getBuffer().setLength(0);
    CommandLine command = new CommandLine(new DatasetCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    PrintWriter writer = new PrintWriter(output, true);
    command.setOut(writer);
    command.setErr(writer);
    return command.execute(arguments.toArray(String[]::new));
  }

  String said() {
    return output.toString();
  }

  JsonNode manifest() throws IOException {
    return JSON.readTree(Files.readAllBytes(out.resolve("manifest.json")));
  }

  /** Reads a row. */
  interface Reader<T> {
    T read(ResultSet row) throws java.sql.SQLException;
  }

  /** The rows of a side, by device, machine and time. */
  <T> List<T> rows(Side side, String columns, Reader<T> reader) throws IOException {
    List<Path> files = new DatasetFolder(out).files(side);
    Path spill = Files.createDirectories(folder.resolve("spill"));
    try (Database database = LakeDatabase.open(256, spill);
        Session session = database.session()) {
      return session.list(
          "SELECT %s FROM %s%s ORDER BY ALL"
              .formatted(
                  columns, Sql.parquet(files), columns.contains("count(") ? " GROUP BY ALL" : ""),
          reader::read);
    }
  }
}
