package fettle.gateway.drift;

import fettle.drift.Finding;
import fettle.drift.KllCodec;
import fettle.drift.SignalDrift;
import fettle.drift.SignalWatch;
import fettle.drift.Verdict;
import fettle.gateway.repeat.SeenSequences;
import fettle.telemetry.MachineId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** {@link MachineDriftState} as bytes: the gateway's own, read by nobody else. */
public final class DriftStateCodec {
  private static final byte VERSION = 1;
  private static final int LARGEST_PART = 1 << 20;

  private DriftStateCodec() {}

  static byte[] encode(MachineDriftState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16_384);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      part(out, state.seen.encode());
      out.writeInt(state.models.size());
      for (ModelWindow model : state.models.sequencedValues()) {
        write(out, model);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the packed form.
   *
   * @throws IllegalArgumentException when the bytes are not of a known version, or cut short
   */
  public static MachineDriftState decode(
      MachineId id, byte[] packed, int maxSessions, int maxIntervals) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("drift of unknown version " + version);
      }
      MachineDriftState state =
          new MachineDriftState(id, SeenSequences.decode(part(in), maxSessions, maxIntervals));
      for (int left = in.readInt(); left > 0; left--) {
        ModelWindow model = model(in);
        state.models.put(model.model, model);
      }
      return state;
    } catch (IOException e) {
      throw new IllegalArgumentException("the packed drift of " + id + " is cut short", e);
    }
  }

  private static void write(DataOutputStream out, ModelWindow model) throws IOException {
    out.writeUTF(model.model);
    out.writeLong(model.start);
    out.writeLong(model.closed);
    out.writeLong(model.lastTo);
    out.writeInt(model.reference);
    out.writeInt(model.signals.size());
    for (Map.Entry<String, ModelWindow.Signal> entry : model.signals.entrySet()) {
      ModelWindow.Signal signal = entry.getValue();
      out.writeUTF(entry.getKey());
      part(out, KllCodec.encode(signal.open));
      part(out, KllCodec.encode(signal.watch.span()));
      out.writeByte(signal.watch.drift().verdict().ordinal());
      out.writeInt(signal.watch.drift().against());
      write(out, signal.latest);
    }
  }

  private static ModelWindow model(DataInputStream in) throws IOException {
    ModelWindow model = new ModelWindow(in.readUTF());
    model.start = in.readLong();
    model.closed = in.readLong();
    model.lastTo = in.readLong();
    model.reference = in.readInt();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      model.signals.put(
          name,
          new ModelWindow.Signal(
              KllCodec.decode(part(in)),
              new SignalWatch(
                  KllCodec.decode(part(in)),
                  new SignalDrift(constant(Verdict.values(), in.readByte()), in.readInt())),
              finding(in)));
    }
    return model;
  }

  private static void write(DataOutputStream out, Finding finding) throws IOException {
    out.writeByte(finding == null ? -1 : finding.outcome().ordinal());
    if (finding != null) {
      out.writeBoolean(finding.complete());
      out.writeLong(finding.readings());
      for (double value :
          new double[] {
            finding.independent(),
            finding.psi(),
            finding.ks(),
            finding.js(),
            finding.psiLimit(),
            finding.ksLimit(),
            finding.jsLimit()
          }) {
        out.writeDouble(value);
      }
    }
  }

  private static Finding finding(DataInputStream in) throws IOException {
    byte outcome = in.readByte();
    return outcome < 0
        ? null
        : new Finding(
            constant(Finding.Outcome.values(), outcome),
            in.readBoolean(),
            in.readLong(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble());
  }

  private static <T> T constant(T[] all, int number) {
    if (number < 0 || number >= all.length) {
      throw new IllegalArgumentException("packed drift has a number out of range");
    }
    return all[number];
  }

  private static void part(DataOutputStream out, byte[] part) throws IOException {
    out.writeInt(part.length);
    out.write(part);
  }

  private static byte[] part(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LARGEST_PART) {
      throw new IllegalArgumentException("packed drift has a part out of range");
    }
    return in.readNBytes(length);
  }
}
