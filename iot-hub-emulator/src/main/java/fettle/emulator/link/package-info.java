/**
 * The link between the edge role and the hub role. It can be cut, as a network can; what goes
 * upstream then waits in the edge hub's store.
 */
package fettle.emulator.link;
