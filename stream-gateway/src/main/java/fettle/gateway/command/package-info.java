/**
 * Executes what people ask of machines. Of several gateways one takes a command, and holds it by a
 * lease that it prolongs with every step. When it dies, a change of a twin is tried again by
 * another gateway, as the twin's etag tells whether somebody else changed it since; a direct method
 * is not, and its outcome is said to be unknown.
 */
package fettle.gateway.command;
