/**
 * What people ask of a machine's modules: the dashboard puts a command into Redis, one of the
 * gateways, which alone talk to the hub's service API, takes and executes it, and writes there what
 * became of it.
 */
package fettle.telemetry.command;
