/** The module's settings, validated at the start. */
package fettle.inference.config;
