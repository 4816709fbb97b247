/** What the gateway tells whoever runs it: whether it lives, whether it works, why it refuses. */
package fettle.gateway.health;
