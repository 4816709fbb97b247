package fettle.emulator.workload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The little of HTTP/1.1 that the workload API's clients speak: one request and one response a
 * connection. Their parsers want a response that is not chunked, whose reason is one word, and
 * whose connection closes.
 */
final class HttpExchange {

  private static final int MAX_LINE = 8_192;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_BODY = 65_536;

  /** A request as far as it matters here. */
  record Request(String method, String path, byte[] body) {}

  /** A response. */
  record Response(int status, byte[] json) {

    private String reason() {
      return switch (status) {
        case 200 -> "OK";
        case 400 -> "Bad";
        case 404 -> "Missing";
        case 405 -> "Method";
        default -> "Failed";
      };
    }
  }

  private HttpExchange() {}

  /**
   * @throws IOException when the bytes are not a request, or it is larger than any that is meant
   */
  static Request read(InputStream stream) throws IOException {
    InputStream in = new BufferedInputStream(stream);
    String[] first = line(in).split(" ");
    if (first.length != 3) {
      throw new IOException("not an HTTP request line");
    }
    int length = 0;
    int headers = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (++headers > MAX_HEADERS) {
        throw new IOException("more than " + MAX_HEADERS + " headers");
      }
      if (header.regionMatches(true, 0, "content-length:", 0, "content-length:".length())) {
        length = length(header.substring("content-length:".length()).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the request ends before its body does");
    }
    int query = first[1].indexOf('?');
    return new Request(first[0], query < 0 ? first[1] : first[1].substring(0, query), body);
  }

  static void write(OutputStream out, Response response) throws IOException {
    String head =
        "HTTP/1.1 "
            + response.status()
            + " "
            + response.reason()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + response.json().length
            + "\r\nConnection: close\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(response.json());
    out.flush();
  }

  private static int length(String text) throws IOException {
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > MAX_BODY) {
      throw new IOException("content-length " + text + " must be 0 to " + MAX_BODY);
    }
    return Integer.parseInt(text);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > MAX_LINE) {
        throw new IOException("a line without end");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
