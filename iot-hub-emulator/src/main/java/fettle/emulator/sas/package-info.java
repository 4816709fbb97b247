/**
 * Shared access signatures, as devices, modules and services show them to prove that they hold a
 * key. Source: "Control access to IoT Hub with shared access signatures" in Azure's documentation.
 */
package fettle.emulator.sas;
