/**
 * Azure as the operations see it: signing in, Microsoft's management clients, their errors in our
 * words, and the few resource types that have no client here, by Resource Manager's REST API. Knows
 * nothing of what Fettle makes there.
 */
package fettle.ops.azure;
