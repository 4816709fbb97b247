/**
 * What people call a machine and its signals, and within which limits a signal should stay. The
 * hub's twins are the truth; a gateway keeps the copy in Redis that dashboards and alarms read.
 */
package fettle.telemetry.machine;
