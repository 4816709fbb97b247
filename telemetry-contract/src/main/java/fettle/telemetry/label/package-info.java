/**
 * What people, and maintenance systems, decide about machines and their alarms, as the dashboard
 * appends them to Redis, {@code ops worker} copies them to the lake, and {@code ops dataset} takes
 * them from there.
 */
package fettle.telemetry.label;
