package fettle.dashboard.live;

import fettle.dashboard.fleet.Fleet;
import fettle.dashboard.fleet.FleetQuery;
import fettle.dashboard.fleet.FleetSummary;
import fettle.dashboard.fleet.MachineRow;
import fettle.dashboard.fleet.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A viewer's view of the fleet: the rows that are seen, and of them only those that changed. The
 * browser keeps the rows of the frame before.
 */
final class FleetWindow implements Part {
  private final Fleet fleet;
  private final Runnable news;
  private FleetQuery query;
  private Set<String> sent = new HashSet<>();
  private long sentVersion = -1;
  private FleetSummary sentSummary;
  private boolean asked = true;
  private boolean ready;

  FleetWindow(Fleet fleet, FleetQuery query, Runnable news) {
    this.fleet = fleet;
    this.query = query;
    this.news = news;
  }

  /** Another filter, or other rows of it. */
  void show(FleetQuery newQuery) {
    query = newQuery;
    asked = true;
    refresh();
  }

  /** The fleet has been judged anew. */
  void judged() {
    ready = true;
    refresh();
  }

  private void refresh() {
    if (hasNews()) {
      news.run();
    }
  }

  @Override
  public boolean hasNews() {
    return ready
        && (asked || fleet.version() != sentVersion || !fleet.summary().equals(sentSummary));
  }

  /**
   * What the browser gets.
   *
   * @param matched machines that match the filter
   * @param offset index of the first row among them
   * @param order the rows that are seen, by id
   * @param rows those of them that changed
   */
  private record View(
      FleetSummary summary, int matched, int offset, List<String> order, List<MachineRow> rows) {}

  @Override
  public void writeTo(FrameWriter frame) {
    if (!hasNews()) {
      return;
    }
    List<Member> matching = fleet.matching(query.filter(), query.sort());
    int from = Math.min(query.offset(), matching.size());
    int to = Math.min(from + query.limit(), matching.size());
    List<String> order = new ArrayList<>(to - from);
    List<MachineRow> rows = new ArrayList<>();
    for (Member member : matching.subList(from, to)) {
      String id = member.id().toString();
      order.add(id);
      if (member.version() > sentVersion || !sent.contains(id)) {
        rows.add(MachineRow.of(member));
      }
    }
    frame.put("fleet", new View(fleet.summary(), matching.size(), from, order, rows));
    sent = new HashSet<>(order);
    sentVersion = fleet.version();
    sentSummary = fleet.summary();
    asked = false;
  }
}
