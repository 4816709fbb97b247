package fettle.emulator.serviceapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.identity.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reading requests and answering them in JSON. */
final class Exchange {

  private Exchange() {}

  static String device(RoutingContext request) {
    return request.pathParam("device");
  }

  /** {@code null} where the path names no module. */
  static String module(RoutingContext request) {
    return request.pathParam("module");
  }

  /** The {@code If-Match} header without quotes; {@code null} when there is none. */
  static String ifMatch(RoutingContext request) {
    String header = request.request().getHeader("If-Match");
    return header == null ? null : header.replace("\"", "");
  }

  /**
   * @throws ServiceFailure when the body is not a JSON object
   */
  static ObjectNode body(RoutingContext request) {
    Buffer body = request.body().buffer();
    if (body == null || body.length() == 0) {
      throw ServiceFailure.invalid("the request has no body");
    }
    try {
      if (JsonFiles.MAPPER.readTree(body.getBytes()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException broken) {
      throw ServiceFailure.invalid("the body is not JSON: " + broken.getOriginalMessage());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    throw ServiceFailure.invalid("the body is not a JSON object");
  }

  /** The value, or the failure that the outcome stands for. */
  static <T> T orFail(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused -> throw ServiceFailure.of(refused);
    };
  }

  static void answer(RoutingContext request, int status, JsonNode json) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(Buffer.buffer(json.toString()));
  }

  static void answerWithEtag(RoutingContext request, String etag, JsonNode json) {
    request.response().putHeader("ETag", "\"" + etag + "\"");
    answer(request, 200, json);
  }

  static void answerEmpty(RoutingContext request) {
    request.response().setStatusCode(204).end();
  }
}
