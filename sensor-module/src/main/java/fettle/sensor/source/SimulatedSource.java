package fettle.sensor.source;

import fettle.sensor.simulation.FaultRamp;
import fettle.sensor.simulation.Pump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A hall of simulated pumps. The same seed, names and time grid give the same readings. */
public final class SimulatedSource implements Source {
  private final Map<String, GuardedPump> pumps = new LinkedHashMap<>();
  private final List<Track> tracks = new ArrayList<>();

  /**
   * @param prefix {@code pump-} makes {@code pump-01}, {@code pump-02}, …
   * @param day how long a simulated day takes
   */
  public SimulatedSource(long seed, String prefix, int machines, Duration day) {
    for (String name : names(prefix, machines)) {
      GuardedPump pump = new GuardedPump(new Pump(seed, name, day));
      pumps.put(name, pump);
      tracks.add(new PolledTrack(name, Pump.signals(), time -> Optional.of(pump.read(time))));
    }
  }

  /** The machines' names: two digits, or as many as the largest number needs. */
  public static List<String> names(String prefix, int machines) {
    int digits = Math.max(2, String.valueOf(machines).length());
    List<String> names = new ArrayList<>();
    for (int number = 1; number <= machines; number++) {
      names.add(prefix + String.format(Locale.ROOT, "%0" + digits + "d", number));
    }
    return names;
  }

  @Override
  public List<Track> tracks() {
    return List.copyOf(tracks);
  }

  @Override
  public void inject(String machine, FaultRamp fault) throws FaultRefusedException {
    pump(machine).inject(fault);
  }

  @Override
  public void repair(String machine) throws FaultRefusedException {
    pump(machine).repair();
  }

  private GuardedPump pump(String machine) throws FaultRefusedException {
    GuardedPump pump = pumps.get(machine);
    if (pump == null) {
      throw new FaultRefusedException("no machine " + machine + "; there are " + pumps.keySet());
    }
    return pump;
  }
}
