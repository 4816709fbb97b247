package fettle.gateway.hub;

import java.util.Optional;

/**
 * The hub, and which modules its devices have.
 *
 * @param service empty = this gateway has no way to it
 * @param reader the module that reads machines
 * @param scorer the module that scores readings
 */
public record Hub(Optional<HubService> service, String reader, String scorer) {}
