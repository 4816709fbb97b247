/**
 * Sensors that the Linux kernel reads: Industrial I/O devices under sysfs, such as a DHT11 or DHT22
 * at a Raspberry Pi's pin.
 *
 * <p>Source of names and units: Documentation/ABI/testing/sysfs-bus-iio of the kernel.
 */
package fettle.sensor.iio;
