package fettle.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.gateway.fixtures.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway.store.first-retry | 0s | gateway.store.first-retry=0s must be from 1ms to 60s",
        "gateway.store.timeout | 0s | gateway.store.timeout=0s must be from 1ms to 60s",
        "gateway.store.longest-retry | 0s | gateway.store.longest-retry=0s must be from 1ms to 60s",
        "gateway.drain | 30s | gateway.drain=30s must be from 0s to 8s",
        "gateway.fleet-every | 0s | gateway.fleet-every=0s must be from 50ms to 3600s",
        "gateway.beat-every | 2h | gateway.beat-every=7200s must be from 50ms to 3600s",
        "gateway.commit-every | 0s | gateway.commit-every=0s must be from 50ms to 3600s",
        "gateway.assignment-check | 0s | gateway.assignment-check=0s must be from 50ms to 3600s",
        "gateway.hub-api.read-every | 0s | gateway.hub-api.read-every=0s must be from 50ms to 3600s",
        "gateway.hub-api.page-every | 2m | gateway.hub-api.page-every=120s must be from 0s to 60s",
        "gateway.message.bytes | 4G | gateway.message.bytes=4294967296 must be from 1 to 16777216 bytes",
        "gateway.step.bytes | 0 | gateway.step.bytes=0 must be from 1 to 67108864 bytes",
        "gateway.bounds.raw | 1G | gateway.bounds.raw=1073741824 must be from 0 to 67108864 bytes",
        "gateway.rollup.future | 25h | gateway.rollup.future=90000s must be from 0s to 86400s",
        "gateway.rollup.tiers[0].width | 0s | gateway.rollup.tiers[0].width=0s must be from 1ms to 86400s",
        "gateway.rollup.tiers[1].retention | 5s | gateway.rollup.tiers[1].retention=5s must be from 10s to 316224000s"
      })
  void aSettingOutOfItsRangeIsNamedWithItsRule(String name, String value, String message) {
    GatewayConfig config = Settings.with(Map.of(name, value));

    assertThatThrownBy(() -> ConfigRules.check(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "webhook | url | http://hooks.example/a?sig=s3cret | gateway.notify.endpoints.ops.url must begin with https:// (http:// only to this machine)",
        "webhook | url | http://127.0.0.1.example/s3cret | gateway.notify.endpoints.ops.url must begin with https:// (http:// only to this machine)",
        "teams | url | s3cret s3cret | gateway.notify.endpoints.ops.url is no address",
        "teams | secret | whsec_c2hvcnQ= | gateway.notify.endpoints.ops.url must be given",
        "mail | url | https://hooks.example | gateway.notify.endpoints.ops.to must name somebody",
      })
  void anEndpointThatBreaksARuleIsNamedAndItsSecretsAreNot(
      String type, String setting, String value, String message) {
    String prefix = "gateway.notify.endpoints.ops.";
    GatewayConfig config = Settings.with(Map.of(prefix + "type", type, prefix + setting, value));

    assertThatThrownBy(() -> ConfigRules.check(config)).hasMessage(message);
  }

  @Test
  void endpointsOverTlsAndOnThisMachineAreTaken() {
    String ops = "gateway.notify.endpoints.ops.";
    String own = "gateway.notify.endpoints.own.";
    GatewayConfig config =
        Settings.with(
            Map.of(
                ops + "type", "teams",
                ops + "url", "https://hooks.example/a?sig=1",
                ops + "kinds", "limit,offline",
                own + "type", "webhook",
                own + "url", "http://127.0.0.9:8080/a"));

    assertThatCode(() -> ConfigRules.check(config)).doesNotThrowAnyException();
  }

  @Test
  void endpointsCanBeSetByTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "GATEWAY_NOTIFY_ENDPOINTS_OPS_TYPE", "webhook",
            "GATEWAY_NOTIFY_ENDPOINTS_OPS_URL", "https://hooks.example/a");

    GatewayConfig config = Settings.with(Map.of(), environment);

    assertThat(config.notifications().endpoints().get("ops").url())
        .contains("https://hooks.example/a");
  }

  @Test
  void theDefaultsKeepTheRules() {
    GatewayConfig config = Settings.with(Map.of());

    assertThatCode(() -> ConfigRules.check(config)).doesNotThrowAnyException();
  }
}
