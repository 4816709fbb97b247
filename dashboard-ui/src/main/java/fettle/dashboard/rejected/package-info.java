/** Messages that were not rolled up, and why: the API and the page. */
package fettle.dashboard.rejected;
