/**
 * The buffer's batches go to the hub, in order for each machine, and stay in the buffer until it
 * has them.
 */
package fettle.sensor.delivery;
