/** The module's settings and their bounds, checked at the start. */
package fettle.inference.config;
