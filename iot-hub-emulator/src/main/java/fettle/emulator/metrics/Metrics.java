package fettle.emulator.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counters and gauges by name, for the life of one emulator. Safe for many threads. */
public final class Metrics {

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

  /** Adds one. */
  public void count(String name) {
    count(name, 1);
  }

  public void count(String name, long amount) {
    counters.computeIfAbsent(name, key -> new LongAdder()).add(amount);
  }

  /** Names a value that is read when someone asks; a later one of the same name replaces it. */
  public void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  /** The value of a counter or gauge; 0 when nothing was counted under this name yet. */
  public long get(String name) {
    LongAdder counter = counters.get(name);
    if (counter != null) {
      return counter.sum();
    }
    LongSupplier gauge = gauges.get(name);
    return gauge == null ? 0 : gauge.getAsLong();
  }

  /** Everything at this moment, by name. */
  public Map<String, Long> snapshot() {
    Map<String, Long> all = new TreeMap<>();
    gauges.forEach((name, value) -> all.put(name, value.getAsLong()));
    counters.forEach((name, value) -> all.put(name, value.sum()));
    return all;
  }

  /** {@link #snapshot()} as one JSON object. */
  public ObjectNode json() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    snapshot().forEach(object::put);
    return object;
  }
}
