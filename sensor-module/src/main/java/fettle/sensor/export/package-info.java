/**
 * Simulated history as CSV recordings, for training before a machine has run for weeks. It comes
 * from the same simulation that the module samples, so a model that learns from it fits.
 */
package fettle.sensor.export;
