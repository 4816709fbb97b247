/**
 * IoT Hub's service API as far as the gateway needs it: twins, queries over them, direct methods.
 * Plain HTTPS rather than Microsoft's service client, which is an AMQP client besides, and blocks
 * the same.
 */
package fettle.gateway.hub;
