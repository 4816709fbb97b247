/**
 * The telemetry message: one batch of readings of one machine, columnar, as UTF-8 JSON.
 *
 * <p>Every module reads and writes it through {@link fettle.telemetry.TelemetryCodec}; nobody else
 * knows the names of its fields. Decoding never throws on input: what is not a valid message comes
 * back as {@link fettle.telemetry.Decoded.Rejected} with a typed reason.
 */
package fettle.telemetry;
