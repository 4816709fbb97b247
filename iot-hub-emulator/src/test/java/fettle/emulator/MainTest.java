package fettle.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fettle.emulator.hub.Enrichment;
import fettle.emulator.hub.HubRoute;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  @Test
  void enrichmentsAndRoutesComeFromTheCommandLine() {
    HubSettings hub =
        parsed(
                "--enrichment",
                "site=$twin.tags.site",
                "--enrichment",
                "plant=north",
                "--route",
                "scored=lake WHERE kind = 'scored'",
                "--route",
                "all=events")
            .hub();

    assertThat(hub.enrichments())
        .containsExactly(
            new Enrichment("site", "$twin.tags.site", Set.of("events", "lake")),
            new Enrichment("plant", "north", Set.of("events", "lake")));
    assertThat(hub.routes().custom())
        .extracting(HubRoute::name, HubRoute::endpoint)
        .containsExactly(tuple("scored", "lake"), tuple("all", "events"));
    assertThat(hub.routes().fallback()).isTrue();
  }

  @Test
  void withoutRoutesTheUsualOnesAreTaken() {
    assertThat(parsed().hub().routes()).isNull();
  }

  @Test
  void aRouteConditionThatIsNotKnownIsNamed() {
    assertThatThrownBy(() -> parsed("--route", "x=lake WHERE a LIKE 'b'"))
        .hasMessageContaining("a LIKE 'b'");
  }

  private static EmulatorConfig parsed(String... args) {
    Main main = new Main();
    new CommandLine(main).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return main.config();
  }
}
