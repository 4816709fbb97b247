package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Runs of pipelines, and what can be asked for. */
@MessageBundle("pipelines")
public interface PipelinesText {
  @Message("Pipelines")
  String title();

  @Message(
      "What was provisioned, trained and deployed, step by step. A worker takes requests from here and runs them, one at a time a pipeline.")
  String lead();

  @Message("Ask for a run")
  String ask();

  @Message("Train")
  String train();

  @Message("Train now")
  String trainNow();

  @Message("Learns models from the environment's recordings")
  String trainNote();

  @Message("Deploy")
  String deploy();

  @Message("Deploy now")
  String deployNow();

  @Message("Brings modules and model to the edge")
  String deployNote();

  @Message("Build a data set")
  String dataset();

  @Message("Build a data set now")
  String datasetNow();

  @Message("Takes what is new in the lake and cuts it into train and test")
  String datasetNote();

  @Message("Retrain")
  String retrain();

  @Message("Retrain now")
  String retrainNow();

  @Message("Takes what is new in the lake and learns from it; only a better model is put in use")
  String retrainNote();

  @Message("You may look. Asking for a run needs the role operator.")
  String needsOperator();

  @Message("What there is")
  String whatThereIs();

  @Message("Part")
  String part();

  @Message("State")
  String state();

  @Message("Up")
  String up();

  @Message("Restarts")
  String restarts();

  @Message("Edge module")
  String edgeModule();

  @Message("Connected")
  String connected();

  @Message("Model")
  String model();

  @Message("Runs")
  String runs();

  @Message("Nothing has run yet")
  String none();

  @Message(
      "Runs of <code>./fettle provision</code>, <code>train</code> and <code>deploy</code> appear here by themselves.")
  String noneDetail();
}
