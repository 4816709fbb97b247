/**
 * What people ask of machines' modules, from their pages and the API: left in the store for a
 * gateway, and said in the log of what people decided. The dashboard has no way to the hub.
 */
package fettle.dashboard.command;
