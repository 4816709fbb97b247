/** Keeps pages of other sites from using this one through a person's browser. */
package fettle.dashboard.origin;
