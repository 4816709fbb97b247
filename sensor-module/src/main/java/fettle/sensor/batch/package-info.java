/** Readings become batches, batches become message bodies in the buffer. */
package fettle.sensor.batch;
