package fettle.gateway.intake;

/**
 * One consumed record, read.
 *
 * @param offset its offset in the partition
 * @param device device id as the hub stamped it, empty when it stamped none
 * @param module module id as stamped, empty for a device's own message
 * @param enqueuedAt when the hub took it, epoch milliseconds by the hub's clock
 * @param body the body as received
 * @param content what it carries
 */
public record Intake(
    long offset, String device, String module, long enqueuedAt, byte[] body, Content content) {}
