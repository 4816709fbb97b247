/**
 * The way of a record: {@link fettle.gateway.stream.TelemetryConsumer} hands each partition's
 * records to its lane, a lane admits them in the order of their offsets, decides, and writes a
 * step. {@link fettle.gateway.stream.Assignments} follows the consumer group.
 */
package fettle.gateway.stream;
