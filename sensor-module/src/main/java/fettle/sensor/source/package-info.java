/**
 * Where readings come from. A {@link fettle.sensor.source.Source} has one {@link
 * fettle.sensor.source.Track} a machine, and each track runs on a virtual thread of its own: it
 * waits, reads and records, and knows nothing of messages or hubs.
 */
package fettle.sensor.source;
