/**
 * What {@code ops} and the dashboard agree on about models: their cards, and which of them are in
 * use, as Redis keys and JSON.
 */
package fettle.telemetry.model;
