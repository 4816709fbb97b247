package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page of all machines. */
@MessageBundle("fleet")
public interface FleetText {
  @Message("Fleet")
  String title();

  @Message("Summary")
  String summary();

  @Message("Filter by condition")
  String filterByCondition();

  @Message("Machines")
  String machines();

  @Message("online")
  String online();

  @Message("look at these")
  String lookAtThese();

  @Message("silent too long")
  String silentTooLong();

  @Message("no model yet")
  String noModelYet();

  @Message("as trained")
  String asTrained();

  @Message("Reading to gateway, median")
  String readingToGateway();

  @Message("Slowest:")
  String slowest();

  @Message("Wall screen")
  String wallScreen();

  @Message("Search machines")
  String searchMachines();

  @Message("Search name, site, device or model")
  String searchHint();

  @Message("Machine")
  String machine();

  @Message("Condition")
  String condition();

  @Message("Score")
  String score();

  @Message("Recent score")
  String recentScore();

  @Message("Last reading")
  String lastReading();

  @Message("Lag")
  String lag();

  @Message("Model")
  String model();

  @Message("No machine has reported yet")
  String nothing();

  @Message("Start the whole pipeline on this computer, from simulated pumps to this page:")
  String nothingStart();

  @Message("Machines appear here by themselves, as soon as their first reading arrives.")
  String nothingThen();

  @Message("No machine matches")
  String noMatch();

  @Message("Clear the filter")
  String clearFilter();

  @Message("Compare")
  String compare();

  @Message("Site")
  String site();

  @Message("Sort by")
  String sortBy();

  @Message("Descending")
  String descending();
}
