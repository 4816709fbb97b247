/**
 * How much of the IoT hub's daily quota is used, whether it throttles, and what is to be warned of:
 * written by the worker, shown by dashboards, told by gateways.
 */
package fettle.telemetry.hub;
