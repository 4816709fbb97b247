package fettle.dashboard.store;

import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.label.DecisionCodec.Entry;
import fettle.telemetry.label.EntryId;
import fettle.telemetry.label.Silences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was decided, by what it is about: a picture of the store at one moment. Immutable.
 *
 * @param last the newest entry
 * @param archived the entry up to which all are in the lake
 * @param byKind of each kind, what it is about → its versions, oldest first
 * @param silences what of it keeps alarms silent; only read
 */
public record Decisions(
    EntryId last, EntryId archived, Map<Kind, Map<String, List<Entry>>> byKind, Silences silences) {
  /** Nothing yet. */
  static final Decisions NONE = new Decisions(EntryId.NONE, EntryId.NONE, Map.of(), new Silences());

  private static final List<Kind> SILENCING = List.of(Kind.SHELVING, Kind.MAINTENANCE);

  /** Versions that are shown of a decision. */
  private static final int MOST_VERSIONS = 20;

  /** With more entries, in their order. */
  Decisions with(List<Entry> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<Kind, Map<String, List<Entry>>> all = new HashMap<>();
    for (Kind kind : Kind.values()) {
      all.put(kind, new HashMap<>(byKind.getOrDefault(kind, Map.of())));
    }
    for (Entry entry : more) {
      Decision decision = entry.decision();
      all.get(decision.kind()).merge(decision.about(), List.of(entry), Decisions::joined);
    }
    boolean isSilencing =
        more.stream().anyMatch(entry -> SILENCING.contains(entry.decision().kind()));
    return new Decisions(
        more.getLast().id(), archived, all, isSilencing ? silences(all) : silences);
  }

  private static Silences silences(Map<Kind, Map<String, List<Entry>>> all) {
    Silences silences = new Silences();
    SILENCING.stream()
        .flatMap(kind -> all.get(kind).values().stream())
        .map(List::getLast)
        .sorted(Comparator.comparing(Entry::id))
        .forEach(entry -> silences.take(entry.decision()));
    return silences;
  }

  private static List<Entry> joined(List<Entry> earlier, List<Entry> later) {
    List<Entry> all = new ArrayList<>(earlier);
    if (later.getFirst().decision().saysAgain(all.getLast().decision())) {
      all.removeLast(); // a label that follows its alarm to the end is no other word
    }
    all.addAll(later);
    return List.copyOf(all.subList(Math.max(0, all.size() - MOST_VERSIONS), all.size()));
  }

  Decisions archivedUpTo(EntryId id) {
    return id.equals(archived) ? this : new Decisions(last, id, byKind, silences);
  }

  /** The newest version of all labels. */
  public Collection<Entry> labels() {
    return byKind.getOrDefault(Kind.LABEL, Map.of()).values().stream().map(List::getLast).toList();
  }

  /** The newest version of all commands. */
  public Collection<Entry> commands() {
    return byKind.getOrDefault(Kind.COMMAND, Map.of()).values().stream()
        .map(List::getLast)
        .toList();
  }

  /** Everything that was said about links. */
  public Collection<Entry> links() {
    return byKind.getOrDefault(Kind.LINK, Map.of()).values().stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The newest version of all notes that were not taken away. */
  public Collection<Entry> notes() {
    return byKind.getOrDefault(Kind.NOTE, Map.of()).values().stream()
        .map(List::getLast)
        .filter(note -> !note.decision().comment().isEmpty())
        .toList();
  }

  /** The newest version of all maintenance. */
  public Stream<Decision> maintenance() {
    return byKind.getOrDefault(Kind.MAINTENANCE, Map.of()).values().stream()
        .map(versions -> versions.getLast().decision());
  }

  /**
   * The newest version of all maintenance that a machine is under.
   *
   * @param site where it stands; empty where that is not known
   */
  public Stream<Decision> maintenance(MachineId machine, String site) {
    return maintenance()
        .filter(
            window ->
                window.machine().equals(machine) || window.site().filter(site::equals).isPresent());
  }

  /** Whatever was decided about something, in its order. */
  public List<Entry> history(String about) {
    return byKind.keySet().stream()
        .flatMap(kind -> versions(kind, about).stream())
        .sorted(Comparator.comparing(Entry::id))
        .toList();
  }

  /** All versions, oldest first. */
  public List<Entry> versions(Kind kind, String about) {
    return byKind.getOrDefault(kind, Map.of()).getOrDefault(about, List.of());
  }

  /** The newest version. */
  public Optional<Entry> newest(Kind kind, String about) {
    List<Entry> versions = versions(kind, about);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }

  /** Whether an entry is in the lake. */
  public boolean isArchived(Entry entry) {
    return entry.id().compareTo(archived) <= 0;
  }
}
