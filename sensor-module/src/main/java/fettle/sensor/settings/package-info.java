/**
 * What can be changed at run time: from the configuration at first, from the twin's desired
 * properties afterwards.
 */
package fettle.sensor.settings;
