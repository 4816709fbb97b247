package fettle.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Turns batches into message bodies and back. Thread-safe; streaming, without a tree and without an
 * object per reading.
 */
public final class TelemetryCodec {

  /** The format version written, and the only one read. */
  public static final int VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private final Limits limits;

  public TelemetryCodec(Limits limits) {
    this.limits = limits;
  }

  /**
   * The batch as UTF-8 JSON. Evenly spaced times are written as first time, interval and count.
   *
   * @throws IllegalArgumentException when a value is infinite or the columns differ in length
   */
  public byte[] encode(TelemetryBatch batch) {
    ByteArrayBuilder out = new ByteArrayBuilder(64 + batch.readings() * batch.signals().size() * 6);
    try (out;
        JsonGenerator json = JSON.createGenerator(out)) {
      new TelemetryWriter(json).write(batch);
      json.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /**
   * Reads a message body; never throws on input.
   *
   * @param flatMachine the machine to name in a flat reading, which carries none
   */
  public Decoded decode(byte[] body, String flatMachine) {
    if (body.length == 0) {
      return new Decoded.Rejected(RejectReason.EMPTY, "the body is empty");
    }
    if (body.length > limits.maxBytes()) {
      return new Decoded.Rejected(
          RejectReason.TOO_LARGE,
          "the body has " + body.length + " bytes, the limit is " + limits.maxBytes());
    }
    try (JsonParser json = JSON.createParser(body)) {
      return new TelemetryReader(json, limits).read(flatMachine);
    } catch (Rejection e) {
      return new Decoded.Rejected(e.reason(), e.getMessage());
    } catch (StreamConstraintsException e) {
      return new Decoded.Rejected(RejectReason.TOO_LARGE, e.getOriginalMessage());
    } catch (IOException e) {
      return new Decoded.Rejected(RejectReason.NOT_JSON, "the body is not valid JSON");
    }
  }
}
