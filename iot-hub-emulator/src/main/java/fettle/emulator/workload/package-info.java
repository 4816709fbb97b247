/**
 * IoT Edge's workload API on a unix domain socket: what a module asks for when it starts without a
 * key of its own. Source: the workload API of IoT Edge, version 2018-06-28.
 */
package fettle.emulator.workload;
