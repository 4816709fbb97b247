/**
 * IoT Hub's service API over HTTPS, as far as Microsoft's service SDKs use it for devices, modules,
 * twins, direct methods and deployments, and a few calls of the emulator's own under {@code
 * /emulator}. Paths and bodies as in "IoT Hub REST" of Azure's documentation, version 2021-04-12.
 */
package fettle.emulator.serviceapi;
