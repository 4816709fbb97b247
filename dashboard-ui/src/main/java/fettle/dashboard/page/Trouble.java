package fettle.dashboard.page;

import fettle.dashboard.language.ShellText;
import fettle.telemetry.MachineId;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The page that says why another cannot be shown. */
final class Trouble {
  private Trouble() {}

  /** Its template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance trouble(
        Preferences preferences, String page, String heading, String detail);
  }

  /** Nothing has come from it. */
  static RestResponse<TemplateInstance> noSuchMachine(Preferences preferences, MachineId id) {
    ShellText text = preferences.texts(ShellText.class);
    return trouble(
        RestResponse.Status.NOT_FOUND,
        preferences,
        text.noSuchMachine(),
        text.nothingReceived(id.toString()));
  }

  /** The store does not answer. */
  static RestResponse<TemplateInstance> storeAway(Preferences preferences) {
    ShellText text = preferences.texts(ShellText.class);
    return trouble(
        RestResponse.Status.SERVICE_UNAVAILABLE,
        preferences,
        text.storeAway(),
        text.storeAwayDetail());
  }

  private static RestResponse<TemplateInstance> trouble(
      RestResponse.Status status, Preferences preferences, String heading, String detail) {
    return ResponseBuilder.create(
            status, preferences.say(Templates.trouble(preferences, "trouble", heading, detail)))
        .build();
  }
}
