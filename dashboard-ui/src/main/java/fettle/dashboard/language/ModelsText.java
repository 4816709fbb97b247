package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages of models. */
@MessageBundle("models")
public interface ModelsText {
  @Message("Models")
  String title();

  @Message(
      "What scores the machines, where it runs, whether what it sees still looks as it did in training, and what people said of its alarms.")
  String lead();

  @Message("Versions")
  String versions();

  @Message("No model yet")
  String none();

  @Message("Models of <code>./fettle train</code> appear here by themselves.")
  String noneDetail();

  @Message("Facts")
  String facts();

  @Message("Then and now")
  String thenAndNow();

  @Message("Machine")
  String machine();

  @Message("in training")
  String keyTraining();

  @Message("now")
  String keyNow();

  @Message("limit of what chance explains")
  String keyLimit();

  @Message("What it learned from")
  String learnedFrom();

  @Message("Data")
  String data();

  @Message("Rows")
  String rows();

  @Message("Learned from")
  String rowsLearnedFrom();

  @Message("Labelled anomalous")
  String rowsAnomalous();

  @Message("First")
  String first();

  @Message("Last")
  String last();
}
