/**
 * An alarm as the gateway keeps it in the store and the dashboard shows it: the record, its JSON.
 */
package fettle.telemetry.alarm;
