package fettle.gateway.repeat;

import fettle.telemetry.store.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which (session, sequence number) pairs of one machine have been counted; the first arrival wins.
 * Exact within its bounds. Beyond them it forgets the oldest first, and says so: the session that
 * was longest silent is dropped (a repeat from it would count anew), and the oldest gap of a
 * session is closed (a message that arrives for it after all counts as a repeat: better one message
 * in the lake only than one counted twice). Not thread-safe.
 */
public final class SeenSequences {
  private static final byte VERSION = 1;

  private final int maxSessions;
  private final int maxIntervals;
  private final LinkedHashMap<String, Intervals> sessions = new LinkedHashMap<>(4, 0.75f, true);

  /**
   * Nothing seen yet.
   *
   * @param maxSessions sessions remembered at most, at least 1
   * @param maxIntervals intervals of sequence numbers remembered for a session, at least 1
   */
  public SeenSequences(int maxSessions, int maxIntervals) {
    this.maxSessions = maxSessions;
    this.maxIntervals = maxIntervals;
  }

  /** What {@link #add} found. */
  public enum Arrival {
    FIRST,
    /** The first arrival, and something old had to be forgotten for it. */
    FIRST_AND_FORGOT,
    REPEAT
  }

  /** Takes note of a message. */
  public Arrival add(String session, long seq) {
    Intervals intervals = sessions.get(session);
    boolean forgot = false;
    if (intervals == null) {
      intervals = new Intervals(maxIntervals);
      sessions.put(session, intervals);
      forgot = forgetSilentSessions();
    }
    return switch (intervals.add(seq)) {
      case REPEAT -> Arrival.REPEAT;
      case NEW -> forgot ? Arrival.FIRST_AND_FORGOT : Arrival.FIRST;
      case NEW_AND_GAP_CLOSED -> Arrival.FIRST_AND_FORGOT;
    };
  }

  private boolean forgetSilentSessions() {
    boolean forgot = false;
    while (sessions.size() > maxSessions) {
      sessions.pollFirstEntry();
      forgot = true;
    }
    return forgot;
  }

  /** Sequence numbers between the lowest and highest of each session that have not arrived. */
  public long missing() {
    long sum = 0;
    for (Intervals intervals : sessions.values()) {
      sum += intervals.missing();
    }
    return sum;
  }

  /** The packed form: version, sessions (longest silent first), each with name and intervals. */
  public byte[] encode() {
    int bound = 1 + Varint.MAX_BYTES;
    for (Map.Entry<String, Intervals> entry : sessions.entrySet()) {
      bound += 3 * entry.getKey().length() + Varint.MAX_BYTES * (2 + 2 * entry.getValue().size());
    }
    ByteBuffer out = ByteBuffer.allocate(bound);
    out.put(VERSION);
    Varint.put(out, sessions.size());
    sessions.forEach((name, intervals) -> put(out, name, intervals));
    byte[] packed = new byte[out.position()];
    out.flip().get(packed);
    return packed;
  }

  private static void put(ByteBuffer out, String session, Intervals intervals) {
    byte[] name = session.getBytes(StandardCharsets.UTF_8);
    Varint.put(out, name.length);
    out.put(name);
    Varint.put(out, intervals.size());
    long end = 0;
    for (int i = 0; i < intervals.size(); i++) {
      Varint.put(out, intervals.first(i) - end);
      Varint.put(out, intervals.last(i) - intervals.first(i));
      end = intervals.last(i);
    }
  }

  /**
   * Reads the packed form; more than the bounds allow is kept until something new arrives.
   *
   * @throws IllegalArgumentException when the bytes are not of a known version, or cut short
   */
  public static SeenSequences decode(byte[] packed, int maxSessions, int maxIntervals) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    SeenSequences seen = new SeenSequences(maxSessions, maxIntervals);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException("seen sequences of unknown version " + version);
      }
      for (long rest = Varint.get(in); rest > 0; rest--) {
        byte[] name = new byte[Varint.length(in)];
        in.get(name);
        Intervals intervals = new Intervals(maxIntervals);
        long end = 0;
        for (long left = Varint.get(in); left > 0; left--) {
          long first = end + Varint.get(in);
          end = first + Varint.get(in);
          intervals.append(first, end);
        }
        seen.sessions.put(new String(name, StandardCharsets.UTF_8), intervals);
      }
      return seen;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("packed seen sequences are cut short", e);
    }
  }
}
