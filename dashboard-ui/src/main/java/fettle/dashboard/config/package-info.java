/** The dashboard's own settings. */
package fettle.dashboard.config;
