/**
 * What pages cost in a real browser: Chromium, driven over its own protocol. Beside Fettle's pages
 * runs the least that could do the same, in the same browser.
 */
package fettle.ops.bench.browser;
