package fettle.telemetry.command;

import fettle.telemetry.MachineId;
import java.time.Duration;

/** The keys about commands, and what bounds them. Times in them are the store's own. */
public final class CommandKeys {
  private static final String PREFIX = "fettle:{commands}:";

  /** Sorted set: id of a command that nobody has taken yet, by when it was asked for. */
  public static final String WAITING = PREFIX + "waiting";

  /** Sorted set: id of a command that a gateway works on, by the end of its lease. */
  public static final String TAKEN = PREFIX + "taken";

  /** Sorted set: id of every command that is kept, by when it was asked for. */
  public static final String ALL = PREFIX + "all";

  /** A gateway that takes commands; expires {@link #TAKER_LIFE} after the last one looked. */
  public static final String TAKER = PREFIX + "taker";

  /**
   * The field of {@link #command} with the {@link Command} as JSON; the others are of {@link
   * Progress}.
   */
  public static final String COMMAND = "command";

  /** Commands that wait at most; further ones are refused. */
  public static final int MOST_WAITING = 100;

  /** Commands that are kept at most; beyond it the oldest go. */
  public static final int MOST = 2_000;

  /** Commands that are kept of a machine at most. */
  public static final int MOST_OF_MACHINE = 50;

  /** A command that nobody took within this time is never executed. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /**
   * For so long a gateway has a command before another may say that it is gone; prolonged while it
   * works.
   */
  public static final Duration LEASE = Duration.ofSeconds(20);

  /** A gateway says at least this often that it takes commands. */
  public static final Duration TAKER_LIFE = Duration.ofSeconds(10);

  private CommandKeys() {}

  /** Hash: one command and how far it is. */
  public static String command(String id) {
    return PREFIX + "command:" + id;
  }

  /** Sorted set: the ids of a machine's commands, by when they were asked for. */
  public static String of(MachineId machine) {
    return PREFIX + "of:" + machine;
  }
}
