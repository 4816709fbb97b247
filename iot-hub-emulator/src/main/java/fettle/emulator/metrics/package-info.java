/**
 * Counters and gauges of everything that the emulator drops, refuses or lets wait, by the names in
 * {@code METRICS.md}; the service API shows them at {@code /emulator/metrics}.
 */
package fettle.emulator.metrics;
