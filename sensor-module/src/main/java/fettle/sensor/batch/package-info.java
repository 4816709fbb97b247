/**
 * How readings become messages: a {@link fettle.sensor.batch.Recorder} a machine collects them into
 * columns, and puts each batch, encoded as {@link fettle.telemetry} says and numbered within its
 * session, into the buffer.
 */
package fettle.sensor.batch;
