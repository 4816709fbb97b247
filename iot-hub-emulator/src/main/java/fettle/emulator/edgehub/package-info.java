/**
 * What IoT Edge's hub does with messages: routes them between the modules of one edge device and
 * upstream, stores what it cannot deliver at once, and delivers at least once and in order.
 *
 * <p>The way of a message: {@link fettle.emulator.edgehub.EdgeHubs} finds the edge device, {@link
 * fettle.emulator.edgehub.EdgeHub} asks its {@link fettle.emulator.edgehub.RouteTable} which
 * endpoints take it and stores it once for each; the sender is acknowledged when all of them have
 * it. A {@link fettle.emulator.edgehub.ModuleEndpoint} hands its messages to the connected module
 * one by one, {@link fettle.emulator.edgehub.UpstreamEndpoint} sends many at a time through the
 * link.
 */
package fettle.emulator.edgehub;
