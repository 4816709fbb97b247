package fettle.dashboard.page;

import fettle.dashboard.language.FleetText;
import fettle.dashboard.language.Words;
import java.util.List;

/** A condition that can be filtered by. */
record Tile(String wire, String label, String note) {
  /** All of them, in the person's language. */
  static List<Tile> all(Preferences preferences) {
    FleetText text = preferences.texts(FleetText.class);
    Words words = preferences.words();
    return List.of(
        new Tile("anomalous", words.say("condition.anomalous"), text.lookAtThese()),
        new Tile("offline", words.say("condition.offline"), text.silentTooLong()),
        new Tile("unscored", words.say("condition.unscored"), text.noModelYet()),
        new Tile("normal", words.say("condition.normal"), text.asTrained()));
  }
}
