/**
 * The hub's service API, as Microsoft's own client speaks it, and where the hub of this machine is:
 * what the demo, deployment and the care of devices need of a hub. Knows no manifest and no image.
 */
package fettle.ops.hub;
