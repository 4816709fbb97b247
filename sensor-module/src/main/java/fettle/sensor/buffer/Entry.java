package fettle.sensor.buffer;

/**
 * One message waiting to be sent.
 *
 * @param messageId keeps the session and number it was given, however long it waits
 * @param readings in the body
 * @param body as it goes over the wire
 */
public record Entry(String machine, String messageId, int readings, Mark mark, byte[] body) {}
