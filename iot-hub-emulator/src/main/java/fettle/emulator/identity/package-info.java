/**
 * Who may talk to the hub and what the hub knows about them: the registry of devices and modules
 * with their keys, and the twins. Both are kept in the data folder and survive a kill at any
 * moment; nothing here knows of MQTT, HTTP or Kafka.
 */
package fettle.emulator.identity;
