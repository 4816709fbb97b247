package fettle.gateway;

import fettle.gateway.alarm.SignalWatch;
import fettle.gateway.alarm.Watch;
import fettle.gateway.drift.DriftStateCodec;
import fettle.gateway.notify.AlarmEventCodec;
import fettle.gateway.repeat.SeenSequences;
import fettle.telemetry.MachineId;
import fettle.telemetry.fixtures.Golden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What gateways leave in the store for those that take over, of an earlier or a later version. */
class CompatibilityTest {
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");

  static final List<Golden> FORMS =
      List.of(
          new Golden("seen-sequences.hex", bytes -> SeenSequences.decode(bytes, 8, 64).encode()),
          new Golden("watch-healthy.hex", bytes -> Watch.decode(bytes).encode()),
          new Golden("watch-raised.hex", bytes -> Watch.decode(bytes).encode()),
          new Golden("signal-watch.hex", bytes -> SignalWatch.decode(bytes).encode()),
          new Golden(
              "alarm-event.json",
              bytes ->
                  AlarmEventCodec.encode(
                          AlarmEventCodec.decode(new String(bytes, StandardCharsets.UTF_8)))
                      .getBytes(StandardCharsets.UTF_8)),
          new Golden(
              "drift-state.hex", bytes -> DriftStateCodec.decode(PUMP, bytes, 8, 64).encode()));

  @ParameterizedTest
  @FieldSource("FORMS")
  void whatAnEarlierVersionWroteIsReadAndKept(Golden form) {
    form.assertKept();
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void whatALaterVersionAddsIsPassedOver(Golden form) {
    form.assertLaterIsRead();
  }
}
