/** The gateway's settings, what breaks when they are wrong, and the rules between them. */
package fettle.gateway.config;
