/**
 * The hub's built-in endpoint as Kafka clients of Event Hubs see it: a real broker in this process
 * with one topic, and the endpoint that writes each device-to-cloud message into the partition of
 * its device with headers encoded as the real endpoint encodes them.
 */
package fettle.emulator.events;
