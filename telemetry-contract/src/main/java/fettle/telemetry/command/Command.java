package fettle.telemetry.command;

import fettle.telemetry.MachineId;

/**
 * Somebody wants something of a machine's module.
 *
 * @param id unique
 * @param by who asks: a person's name
 * @param at when, epoch milliseconds, by the clock of the dashboard that took it
 */
public record Command(String id, MachineId machine, Action action, String by, long at) {
  /** Characters of {@code by} at most. */
  public static final int LONGEST_BY = 120;
}
