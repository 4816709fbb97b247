package fettle.gateway.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fettle.telemetry.alarm.AlarmCodec;
import fettle.telemetry.hub.HubUsage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Events as endpoints take them. */
public final class Bodies {
  private static final JsonFactory JSON = new JsonFactory();

  private final String hub;
  private final Optional<String> dashboard;

  /**
   * @param hub the IoT hub whose machines these are
   * @param dashboard where the dashboard is found, such as {@code https://fettle.example}
   */
  public Bodies(String hub, Optional<String> dashboard) {
    this.hub = hub;
    this.dashboard = dashboard.map(address -> address.replaceAll("/+$", ""));
  }

  /** Its place in the dashboard. */
  private Optional<String> link(Event event) {
    return dashboard.map(
        address ->
            switch (event) {
              case AlarmEvent alarm ->
                  address
                      + "/alarms?machine="
                      + URLEncoder.encode(
                          alarm.alarm().machine().toString(), StandardCharsets.UTF_8);
              case HubEvent ignored -> address + "/";
            });
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static String json(Writing writing) {
    StringWriter out = new StringWriter(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      writing.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /** A CloudEvent 1.0 in structured JSON (https://cloudevents.io). */
  public String cloudEvent(Event event) {
    return json(
        json -> {
          json.writeStringField("specversion", "1.0");
          json.writeStringField("id", event.id());
          json.writeStringField(
              "source", "/fettle/" + URLEncoder.encode(hub, StandardCharsets.UTF_8));
          json.writeStringField("type", kind(event) + "." + event.type().wire() + ".v1");
          json.writeStringField("subject", subjectOf(event));
          json.writeStringField("time", Instant.ofEpochMilli(event.at()).toString());
          json.writeStringField("datacontenttype", "application/json");
          json.writeObjectFieldStart("data");
          switch (event) {
            case AlarmEvent alarm -> data(json, alarm);
            case HubEvent warning -> data(json, warning);
          }
          if (link(event).isPresent()) {
            json.writeStringField("link", link(event).get());
          }
          json.writeEndObject();
        });
  }

  private static String kind(Event event) {
    return switch (event) {
      case AlarmEvent alarm -> "fettle.alarm";
      case HubEvent warning -> "fettle.hub." + warning.warning().kind().wire();
    };
  }

  private static String subjectOf(Event event) {
    return switch (event) {
      case AlarmEvent alarm -> alarm.alarm().machine().toString();
      case HubEvent warning -> warning.usage().hub();
    };
  }

  private static void data(JsonGenerator json, AlarmEvent event) throws IOException {
    json.writeStringField("id", event.alarm().id());
    json.writeStringField("name", event.name());
    json.writeStringField("site", event.site());
    AlarmEventCodec.writeSignals(json, event);
    json.writeFieldName("alarm");
    AlarmCodec.write(json, event.alarm());
  }

  private static void data(JsonGenerator json, HubEvent event) throws IOException {
    HubUsage usage = event.usage();
    json.writeStringField("id", event.warning().id());
    json.writeStringField("severity", event.severity().wire());
    json.writeNumberField("percent", event.warning().percent());
    json.writeNumberField("used", usage.used());
    json.writeNumberField("limit", usage.limit());
    if (usage.lastsUntil() > 0) {
      json.writeStringField("lastsUntil", Instant.ofEpochMilli(usage.lastsUntil()).toString());
    }
    json.writeNumberField("throttledInLastHour", usage.throttled());
    json.writeNumberField("sendsPerSecond", usage.sendsPerSecond());
  }

  /** A message with an Adaptive Card, as a Teams workflow's webhook takes it. */
  public String card(Event event) {
    return json(
        json -> {
          json.writeStringField("type", "message");
          json.writeArrayFieldStart("attachments");
          json.writeStartObject();
          json.writeStringField("contentType", "application/vnd.microsoft.card.adaptive");
          json.writeObjectFieldStart("content");
          json.writeStringField("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
          json.writeStringField("type", "AdaptiveCard");
          json.writeStringField("version", "1.4");
          json.writeArrayFieldStart("body");
          json.writeStartObject();
          json.writeStringField("type", "TextBlock");
          json.writeStringField("text", Words.title(event));
          json.writeStringField("weight", "Bolder");
          json.writeBooleanField("wrap", true);
          json.writeEndObject();
          facts(json, event);
          json.writeEndArray();
          if (link(event).isPresent()) {
            actions(json, link(event).get());
          }
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  private static void facts(JsonGenerator json, Event event) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "FactSet");
    json.writeArrayFieldStart("facts");
    for (Words.Fact fact : Words.facts(event)) {
      json.writeStartObject();
      json.writeStringField("title", fact.term());
      json.writeStringField("value", fact.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void actions(JsonGenerator json, String link) throws IOException {
    json.writeArrayFieldStart("actions");
    json.writeStartObject();
    json.writeStringField("type", "Action.OpenUrl");
    json.writeStringField("title", "Open in Fettle");
    json.writeStringField("url", link);
    json.writeEndObject();
    json.writeEndArray();
  }

  /** The subject of a mail. */
  public String subject(Event event) {
    return Words.title(event);
  }

  /** A mail's text. */
  public String text(Event event) {
    StringBuilder text = new StringBuilder(Words.title(event)).append("\n\n");
    Words.facts(event)
        .forEach(fact -> text.append(fact.term()).append(": ").append(fact.text()).append('\n'));
    link(event).ifPresent(link -> text.append('\n').append(link).append('\n'));
    return text.toString();
  }
}
