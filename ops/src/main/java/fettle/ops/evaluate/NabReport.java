package fettle.ops.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a series with labelled windows came to, for people and for programs. */
final class NabReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NabProtocol protocol;

  record Result(Candidate candidate, NabProtocol.Result result) {}

  NabReport(NabProtocol protocol) {
    this.protocol = protocol;
  }

  void print(List<Result> results, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "the first %,d rows are learned from, %,d are tested; %d labelled windows%n%n",
        protocol.trainingRows(),
        protocol.testedRows(),
        protocol.windows());
    SkabReport.head("trainer", out);
    for (Result result : results) {
      SkabReport.row(result.candidate().name(), result.result().judgement(), out);
    }
    out.println();
    for (Result result : results) {
      out.printf(
          Locale.ROOT,
          "%-22s NAB score, standard profile, at the model's own threshold: %.1f%n",
          result.candidate().name(),
          result.result().nab());
    }
    out.flush();
  }

  ObjectNode json(List<Result> results) {
    ObjectNode root = JSON.createObjectNode();
    root.put("protocol", "NAB series with labelled windows");
    root.put("trainingRows", protocol.trainingRows());
    root.put("windows", protocol.windows());
    ArrayNode trainers = root.putArray("trainers");
    for (Result result : results) {
      ObjectNode trainer = trainers.addObject();
      trainer.put("trainer", result.candidate().name());
      trainer.put("window", result.candidate().window());
      trainer.put("nabStandard", result.result().nab());
      SkabReport.put(trainer, result.result().judgement());
    }
    return root;
  }
}
