package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What can be asked of a machine's modules, and what the machine is called. */
@MessageBundle("module")
public interface ModuleText {
  @Message(
      "No gateway takes commands: none runs, or none knows the way to the hub. Nothing can be asked of this machine at present.")
  String nobodyTakes();

  @Message("You may look. Asking something of a machine needs the role operator.")
  String needsOperator();

  @Message("How readings are taken")
  String howReadingsAreTaken();

  @Message("Sampling interval, ms")
  String interval();

  @Message("Readings in a message")
  String batchSize();

  @Message("Sent after, ms")
  String flush();

  @Message("Change")
  String change();

  @Message("for all machines that this module reads")
  String forAllOfModule();

  @Message("Models that score")
  String modelsThatScore();

  @Message("Models")
  String models();

  @Message("Use them")
  String useModels();

  @Message("for all machines of this device")
  String forAllOfDevice();

  @Message("Faults, as this machine is simulated")
  String faults();

  @Message("Fault")
  String fault();

  @Message("Bearing wear")
  String bearingWear();

  @Message("Cavitation")
  String cavitation();

  @Message("Closed valve")
  String closedValve();

  @Message("Sensor stuck")
  String sensorStuck();

  @Message("Sensor calibrated anew")
  String sensorRecalibrated();

  @Message("Severity, 0 to 1")
  String severity();

  @Message("Inject")
  String inject();

  @Message("Clear faults")
  String clearFaults();

  @Message("Ping")
  String ping();

  @Message("Who asked what")
  String whoAskedWhat();

  @Message("Nothing was asked of this machine.")
  String nothingAsked();

  @Message("Names and limits")
  String namesAndLimits();

  @Message("what this machine and its signals are called, and within which limits they should stay")
  String namesAndLimitsNote();

  @Message("Name")
  String name();

  @Message("Site")
  String site();

  @Message("Line")
  String line();

  @Message("Signal")
  String signal();

  @Message("Unit")
  String unit();

  @Message("Low")
  String low();

  @Message("High")
  String high();

  @Message("Save")
  String save();

  @Message("Your name")
  String yourName();

  @Message("Module")
  String title();

  @Message("Load what it is now, without what is written here")
  String loadNewer();
}
