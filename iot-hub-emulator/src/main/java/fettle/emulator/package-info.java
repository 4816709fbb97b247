/**
 * An edge hub and an IoT hub on this machine, for any Azure IoT device or service SDK.
 *
 * <p>The whole way of a message: {@link fettle.emulator.mqtt.DeviceServer} takes it from an
 * authenticated device or module and hands it to {@link fettle.emulator.edgehub.EdgeHubs}. Behind
 * an edge device it is routed and stored, to be delivered to another module's input or sent up the
 * {@link fettle.emulator.link.Upstream link}; a device that is not behind an edge device goes
 * straight on. {@link fettle.emulator.hub.Hub} stamps and enriches it and writes it to the
 * endpoints that its routes name: the built-in one ({@link fettle.emulator.events}), a real Kafka
 * topic, and the lake ({@link fettle.emulator.lake}). The sender of each step is acknowledged when
 * the next one has the message durably; nothing is dropped uncounted ({@link
 * fettle.emulator.metrics.Metrics}).
 *
 * <p>{@link fettle.emulator.Main} is the program; {@link fettle.emulator.Emulator}, or {@link
 * fettle.emulator.RemoteEdge} for the edge role alone, puts the parts together: {@link
 * fettle.emulator.HubRole} is what IoT Hub does behind its protocols, {@link
 * fettle.emulator.DeviceSide} what devices and modules talk to, {@link fettle.emulator.ServiceSide}
 * what services talk to, all on one {@link fettle.emulator.Foundation}.
 */
package fettle.emulator;
