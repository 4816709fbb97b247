/**
 * How notifications are getting on, as gateways write it and dashboards show it: the record, its
 * JSON, its key. Nothing of it names an address or a secret.
 */
package fettle.telemetry.notify;
