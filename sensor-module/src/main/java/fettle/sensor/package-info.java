/**
 * The edge module that takes readings and hands them to its edge hub, whether that is there or not.
 *
 * <p>The way of a reading: a {@link fettle.sensor.source.Track} of the configured {@link
 * fettle.sensor.source.Source} reads it ({@link fettle.sensor.iio} from the kernel, {@link
 * fettle.sensor.replay} from a recording, {@link fettle.sensor.simulation} from a model of a
 * machine), the machine's {@link fettle.sensor.batch.Recorder} makes it part of a batch, the batch
 * waits in the {@link fettle.sensor.buffer.DiskBuffer} on disk, and {@link fettle.sensor.delivery}
 * sends it to the output {@code telemetry} until the edge hub acknowledges. {@link
 * fettle.sensor.module.SensorModule} puts the parts together.
 */
package fettle.sensor;
