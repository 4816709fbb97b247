package fettle.drift.store;

import fettle.drift.KllCodec;
import fettle.drift.KllSketch;
import fettle.telemetry.store.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The merged sketches of one window: a field's value at {@code StoreKeys.driftSketches}.
 *
 * @param from start of the window, epoch milliseconds
 * @param signals by name
 */
public record WindowSketches(long from, SequencedMap<String, KllSketch> signals, KllSketch score) {
  private static final byte VERSION = 1;

  public WindowSketches {
    signals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(signals));
  }

  /** Version, start, the score's sketch, number of signals, then name and sketch of each. */
  public byte[] encode() {
    List<byte[]> parts = new ArrayList<>();
    parts.add(KllCodec.encode(score));
    for (Map.Entry<String, KllSketch> signal : signals.entrySet()) {
      parts.add(signal.getKey().getBytes(StandardCharsets.UTF_8));
      parts.add(KllCodec.encode(signal.getValue()));
    }
    int bound = 1 + 2 * Varint.MAX_BYTES;
    for (byte[] part : parts) {
      bound += Varint.MAX_BYTES + part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(bound);
    out.put(VERSION);
    Varint.put(out, from);
    Varint.put(out, signals.size());
    for (byte[] part : parts) {
      Varint.put(out, part.length);
      out.put(part);
    }
    byte[] packed = new byte[out.position()];
    out.flip().get(packed);
    return packed;
  }

  /**
   * Unpacks a window.
   *
   * @throws IllegalArgumentException when the bytes are not one of a known version
   */
  public static WindowSketches decode(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException("window of unknown version " + version);
      }
      long from = Varint.get(in);
      int count = Varint.length(in);
      KllSketch score = KllCodec.decode(part(in));
      SequencedMap<String, KllSketch> signals = new LinkedHashMap<>();
      for (int s = 0; s < count; s++) {
        String name = new String(part(in), StandardCharsets.UTF_8);
        signals.put(name, KllCodec.decode(part(in)));
      }
      return new WindowSketches(from, signals, score);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a packed window is cut short", e);
    }
  }

  private static byte[] part(ByteBuffer in) {
    byte[] part = new byte[Varint.length(in)];
    in.get(part);
    return part;
  }
}
