/** The module's configuration, all under {@code sensor}. */
package fettle.sensor.config;
