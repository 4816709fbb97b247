/**
 * The copy of what the hub's twins say of machines: what they are called, within which limits their
 * signals should stay, what is asked of their modules and what these report. In a module's tags
 * {@code {"site", "line", "machines": {MACHINE: {"name", "site", "line", "signals": {SIGNAL:
 * {"name", "unit", "low", "high"}}}}}}; {@code machines} may stand in its desired properties as
 * well, for a deployment that brings them, and what the tags say of a machine comes before it.
 */
package fettle.gateway.machine;
