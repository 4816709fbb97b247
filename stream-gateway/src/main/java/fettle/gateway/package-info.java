/** From the hub's stream to rollups in Redis. */
package fettle.gateway;
