/** The pages as HTML: what a browser gets before the live view fills it. */
package fettle.dashboard.page;
