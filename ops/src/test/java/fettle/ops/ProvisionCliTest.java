package fettle.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a person sees who wrote a wrong environment file. */
class ProvisionCliTest {
  private static final String AZURE =
      """
      name: plant-a
      azure:
        subscription: 11111111-2222-3333-4444-555555555555
        tenant: aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
        region: westeurope
      """;

  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  private int run(String command, String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("fettle.yaml"), yaml);
    CommandLine commandLine = Main.commandLine();
    commandLine.setErr(new PrintWriter(errors, true));
    return commandLine.execute(command, "--target", "azure", "--config", file.toString());
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        Arguments.of("name: plant-a", "azure.subscription=null must be the subscription's id"),
        Arguments.of("name: plant-a", "azure.region=null must be a region, such as westeurope"),
        Arguments.of(AZURE.replace("westeurope", "West Europe"), "azure.region=West Europe must"),
        Arguments.of(AZURE + "provision:\n  hub: {sku: B1}", "provision.hub.sku=B1 must be S1"),
        Arguments.of(AZURE + "provision:\n  hub: {units: 0}", "provision.hub.units=0 must be 1"),
        Arguments.of(
            AZURE + "provision:\n  hub: {unitz: 1}", "provision.hub.unitz is unknown; there are"),
        Arguments.of(
            AZURE + "provision:\n  hub: {partitions: 64}",
            "provision.hub.partitions=64 must be 2 to 32"),
        Arguments.of(
            AZURE + "provision:\n  lake: {fileNameFormat: '{iothub}/{partition}'}",
            "provision.lake.fileNameFormat={iothub}/{partition} must hold {YYYY}"),
        Arguments.of(
            AZURE + "provision:\n  lake: {batchSeconds: 5}",
            "provision.lake.batchSeconds=5 must be 60 to 720"),
        Arguments.of(
            AZURE + "provision:\n  lake: {account: My-Lake}",
            "provision.lake.account=My-Lake must be 3 to 24 lower-case letters and digits"),
        Arguments.of(
            AZURE + "provision:\n  redis: {sku: Premium, capacity: 6}",
            "provision.redis.capacity=6 must be 1 to 5"),
        Arguments.of(
            AZURE + "provision:\n  access: {operators: [me]}",
            "provision.access.operators[0]=me must be an object id"),
        Arguments.of(
            AZURE + "provision:\n  prices: {beer: 3}",
            "provision.prices.beer=3.0 is no known price; there are hubS1UnitMonth"),
        Arguments.of(AZURE + "provision:\n  load: {machines: many}", "provision.load.machines"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void aWrongFileIsRefusedInOneSentence(String yaml, String sentence) throws Exception {
    int code = run("provision", yaml);

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString())
        .startsWith("fettle: " + folder.resolve("fettle.yaml") + ": ")
        .contains(sentence)
        .hasLineCount(1);
  }

  @Test
  void destroyRefusesAWrongFileToo() throws Exception {
    int code = run("destroy", "name: plant-a");

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString()).contains("azure.subscription=null").hasLineCount(1);
  }
}
