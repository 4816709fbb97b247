package fettle.gateway.store;

import java.util.Map;
import java.util.OptionalLong;

/**
 * A partition taken over. Epochs only grow; together with the owner's name, which no other process
 * has, they make steps of earlier owners fail even when the store forgot an epoch.
 *
 * @param epoch this ownership's number
 * @param offset next offset to read, empty in a new store
 * @param machines machines the store has
 * @param rejected rejected messages by reason
 */
public record Claim(long epoch, OptionalLong offset, long machines, Map<String, Long> rejected) {}
