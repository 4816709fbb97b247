/**
 * What devices and modules talk to: MQTT 3.1.1 over TLS with IoT Hub's topics. Source: "Communicate
 * with an IoT hub using the MQTT protocol" in Azure's documentation, and what Microsoft's device
 * SDKs really send.
 *
 * <p>Everything here runs on one event loop, so nothing here locks. A client's way in: {@link
 * fettle.emulator.mqtt.Admission} lets it in if {@link fettle.emulator.mqtt.Authenticator} says so,
 * {@link fettle.emulator.mqtt.DeviceServer} puts it in place of an older connection of the same
 * name, and {@link fettle.emulator.mqtt.ClientConnection} serves it from then on: its telemetry
 * through {@link fettle.emulator.mqtt.TelemetryIntake}, its twin through {@link
 * fettle.emulator.mqtt.TwinRequests}, its inputs through {@link
 * fettle.emulator.mqtt.InputDelivery}.
 */
package fettle.emulator.mqtt;
