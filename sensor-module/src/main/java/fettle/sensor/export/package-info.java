/** Simulated history in files, for training. */
package fettle.sensor.export;
