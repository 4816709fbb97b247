/**
 * Makes the cloud that an environment describes, as a graph of steps that get what is there or
 * create it, says beforehand what that will cost and where a limit would bite, and takes it away
 * again. Each {@code …Parts} class describes one branch of the graph; {@link
 * fettle.ops.provision.ResourceStep} does for all of them what is alike: look, compare, make,
 * change only when told to.
 */
package fettle.ops.provision;
