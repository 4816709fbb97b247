/**
 * Plays edgeAgent for the edge devices of the local hub.
 *
 * <p>{@link fettle.ops.local.edge.EdgeAgents} finds the devices, and has an {@link
 * fettle.ops.local.edge.EdgeAgent} for each: it signs in as the module {@code $edgeAgent} over MQTT
 * ({@link fettle.ops.local.edge.AgentTwin}), reads the wanted modules from its twin's desired
 * properties ({@link fettle.ops.local.edge.DesiredModules}), decides what to stop and start ({@link
 * fettle.ops.local.edge.ModulePlan}), runs each module as a process ({@link
 * fettle.ops.local.edge.ModulePrograms}) and reports as IoT Edge does ({@link
 * fettle.ops.local.edge.AgentReport}).
 */
package fettle.ops.local.edge;
