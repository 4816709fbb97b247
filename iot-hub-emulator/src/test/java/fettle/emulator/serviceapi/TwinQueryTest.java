package fettle.emulator.serviceapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.emulator.identity.Identity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwinQueryTest {
  private static final Identity SENSOR =
      new Identity("edge-01", "sensor", "1", "1", "a2V5", "a2V5", true, false, "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "select * from devices.modules | true",
        "SELECT  * FROM devices.modules WHERE moduleId = 'sensor' | true",
        "SELECT * FROM devices.modules WHERE moduleId='other' | false",
        "SELECT * FROM devices.modules WHERE moduleId IN ['other', 'sensor'] | true",
        "SELECT * FROM devices.modules WHERE moduleId IN ['other'] | false",
        "SELECT * FROM devices.modules WHERE deviceId = 'edge-01' AND moduleId in ['sensor'] | true",
        "SELECT * FROM devices.modules WHERE deviceId = 'edge-02' and moduleId = 'sensor' | false"
      })
  void namesTellTwinsApart(String query, boolean matches) {
    TwinQuery parsed = TwinQuery.parse(query);

    assertThat(parsed.ofModules()).isTrue();
    assertThat(parsed.matches(SENSOR)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select deviceId from devices",
        "select * from devices.jobs",
        "select * from devices where tags.site = 'A'",
        "select * from devices where deviceId = edge-01",
        "select * from devices where deviceId in []"
      })
  void whatIsNotSupportedIsRefused(String query) {
    assertThatThrownBy(() -> TwinQuery.parse(query))
        .isInstanceOf(ServiceFailure.class)
        .hasMessageContaining("is not supported: select * from devices");
  }
}
