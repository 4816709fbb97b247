/** What machines and their signals are called, and within which limits signals should stay. */
package fettle.dashboard.describe;
