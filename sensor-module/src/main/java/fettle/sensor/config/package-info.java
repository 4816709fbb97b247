/**
 * The module's configuration, all under {@code sensor}, and the bounds that it is held against when
 * the module starts. What a twin may change afterwards is {@link fettle.sensor.settings}.
 */
package fettle.sensor.config;
