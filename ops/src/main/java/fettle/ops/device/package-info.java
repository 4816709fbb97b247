/**
 * {@code ./fettle device}: creates, rotates and revokes the identities of edge devices. A new key
 * is written down privately before the hub hears of it, so that a run that is killed in between
 * neither loses a key nor locks a device out.
 */
package fettle.ops.device;
