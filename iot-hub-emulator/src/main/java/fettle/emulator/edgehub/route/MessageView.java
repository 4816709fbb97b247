package fettle.emulator.edgehub.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fettle.emulator.hub.DeviceMessage;
import java.io.IOException;
import java.util.Map;

/** A message as conditions see it; the body is parsed only when a condition asks, and once. */
public final class MessageView {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DeviceMessage message;
  private JsonNode body;

  public MessageView(DeviceMessage message) {
    this.message = message;
  }

  /** {@code null} when there is none. */
  String property(String name) {
    return message.properties().get(name);
  }

  String system(SystemProperty property) {
    Map<String, String> system = message.systemProperties();
    return switch (property) {
      case CONNECTION_DEVICE_ID -> message.deviceId();
      case CONNECTION_MODULE_ID -> message.moduleId();
      case MESSAGE_ID -> system.get("message-id");
      case CORRELATION_ID -> system.get("correlation-id");
      case USER_ID -> system.get("user-id");
      case TO -> system.get("to");
      case CONTENT_TYPE -> system.get("content-type");
      case CONTENT_ENCODING -> system.get("content-encoding");
      case CREATION_TIME -> system.get("creation-time");
    };
  }

  /** Missing when the body is not JSON. */
  JsonNode body() {
    if (body == null) {
      try {
        JsonNode parsed = JSON.readTree(message.body());
        body = parsed == null ? MissingNode.getInstance() : parsed;
      } catch (IOException e) {
        body = MissingNode.getInstance();
      }
    }
    return body;
  }

  /** The system properties that a condition may name, with {@code $} before them. */
  enum SystemProperty {
    CONNECTION_DEVICE_ID("connectionDeviceId"),
    CONNECTION_MODULE_ID("connectionModuleId"),
    MESSAGE_ID("messageId"),
    CORRELATION_ID("correlationId"),
    USER_ID("userId"),
    TO("to"),
    CONTENT_TYPE("contentType"),
    CONTENT_ENCODING("contentEncoding"),
    CREATION_TIME("creationTimeUtc");

    private final String wire;

    SystemProperty(String wire) {
      this.wire = wire;
    }

    /** {@code null} for an unknown name; case does not matter. */
    static SystemProperty of(String name) {
      for (SystemProperty property : values()) {
        if (property.wire.equalsIgnoreCase(name)) {
          return property;
        }
      }
      return null;
    }
  }
}
