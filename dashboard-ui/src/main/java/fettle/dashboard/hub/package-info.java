/** How much of the IoT hub's quota is used, and whether it throttles. */
package fettle.dashboard.hub;
