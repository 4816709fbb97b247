package fettle.telemetry.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be said of a command. Readers have words of their own language for each, the English
 * ones here are for those that do not know it. {@code {x}} is a value; {@code {why}} and {@code
 * {message}} are in the words of the hub or the module.
 */
public enum Phrase {
  READS_TWIN("Reads the twin of the module {module}."),
  CHANGES_TWIN("Changes the twin of the module {module}."),
  CALLS("Calls {method} of the module {module}."),
  NOT_SAID_YET("The twin asks for it; the module has not said yet that it uses it."),

  TWIN_HAS_IT("The twin has it."),
  USES_IT("The module uses it."),
  USES_THEM("The module uses them."),
  ANSWERED("The module answered."),
  NOT_SAID("The twin asks for it, but the module has not said within {seconds} s that it uses it."),
  TAKEN_LATER("The twin asks for it; the module is not connected, and gets it when it is."),

  REFUSES_IT("The module refuses it: {why}."),
  REFUSES_THEM("The module refuses them: {why}."),
  REFUSED("The module {module} refused: {why}."),
  ANSWERED_WITH("The module {module} answered with status {status}."),
  UNKNOWN_MODELS("No device was ever asked to use these models, so nobody knows where they are."),
  NO_JSON("What the method is to be called with is no JSON."),
  UNREADABLE("The gateway cannot read it: {why}"),
  CHANGED_SINCE(
      "A gateway that is gone may have done it, and somebody else changed the twin since; look, and"
          + " ask again."),

  NOT_CONNECTED("The module {module} of {device} is not connected to the hub."),
  NO_MODULE("The hub has no module {module} on a device {device}."),
  NO_ANSWER("The module {module} of {device} did not answer in time; it may have done it or not."),
  SIGN_IN_REFUSED(
      "The hub refuses the gateway's sign-in; it needs the role IoT Hub Data Contributor, or a key"
          + " that may connect to services."),
  HUB_BUSY("The hub is asked too much at present; ask again in a minute."),
  TWIN_FULL(
      "The twin of {module} on {device} has no room for that: a module's tags hold 8 KB, its desired"
          + " properties 32 KB."),
  TWIN_CHANGED(
      "Somebody else changed the twin of {module} on {device} meanwhile; look, and ask again."),
  HUB_ANSWERED("The hub answered {status}."),
  HUB_SAID("The hub answered {status}: {message}."),

  TWIN_IN_DOUBT("The twin may be changed or not: {why}."),
  IN_DOUBT("It may have been done or not: {why}."),
  NOBODY("No gateway took it within {seconds} s, so it will not be done."),
  GONE(
      "The gateway that worked on it is gone: it may have been done or not. Look at the machine"
          + " before you ask again.");

  private final String english;

  Phrase(String english) {
    this.english = english;
  }

  /** In English, with values as {@code {x}}. */
  public String english() {
    return english;
  }

  /** As it is written in the store and in the API. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this {@link #wire} name; empty where a later version knows it. */
  static Optional<Phrase> of(String wire) {
    return Arrays.stream(values()).filter(phrase -> phrase.wire().equals(wire)).findFirst();
  }
}
