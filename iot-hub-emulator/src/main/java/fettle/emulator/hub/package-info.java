/**
 * The cloud side of the emulator, and the seams between it and the side that faces devices.
 *
 * <p>The way of a message: a device or edge layer hands a {@link fettle.emulator.hub.DeviceMessage}
 * to a {@link fettle.emulator.hub.MessageSink}; the hub stamps who sent it and when, checks its
 * limits, adds the enrichments, asks the hub's routes which endpoints match, and completes once
 * each of them holds the message durably. The way back runs through {@link
 * fettle.emulator.hub.MethodInvoker}, the twins and {@link fettle.emulator.hub.DeploymentListener}.
 */
package fettle.emulator.hub;
