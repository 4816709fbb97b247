package fettle.ops.hub;

/**
 * A hub.
 *
 * @param hostName the name that devices sign for
 */
public record HubPlace(HubService service, String hostName) {}
