package fettle.gateway.store;

import java.util.OptionalLong;

/**
 * What the store must agree with before it takes a step.
 *
 * @param epoch this ownership's number
 * @param owner this process' name
 * @param expected the offset that the last step left, empty in a new store
 */
record Guard(long epoch, String owner, OptionalLong expected) {}
