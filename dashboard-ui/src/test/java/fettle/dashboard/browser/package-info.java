/** The dashboard as a person meets it, in a real browser. */
package fettle.dashboard.browser;
