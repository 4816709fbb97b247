/** Samples sensors and sends batches of readings. */
package fettle.sensor;
