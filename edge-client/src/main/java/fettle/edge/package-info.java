/**
 * An IoT Edge module's connection to its edge hub: Microsoft's {@code ModuleClient} as a small
 * Mutiny API.
 *
 * <p>The way of a message out: {@link fettle.edge.EdgeModule#send} takes a permit, hands the
 * message to the SDK, and completes when the hub has acknowledged it. The way in: the SDK calls an
 * input's handler and acknowledges the message only when the handler's {@code Uni} has completed,
 * so that a crash in between has the message delivered again. One loop keeps the connection:
 * whenever it is lost, a fresh client is opened, subscribed anew and given the whole twin.
 *
 * <p>Everything is at least once, everything that waits is bounded, and all of it reports to {@link
 * fettle.edge.EdgeMetrics}.
 */
package fettle.edge;
