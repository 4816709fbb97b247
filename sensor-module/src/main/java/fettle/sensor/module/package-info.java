/**
 * The parts put together: configuration to source, tracks to threads, buffer to hub, twin and
 * direct methods to both.
 */
package fettle.sensor.module;
