/** The demo, a replay and the local target, run as a person runs them on a laptop. */
package fettle.system.laptop;
