/** Starts other processes, watches them, restarts those that die and stops them all in the end. */
package fettle.ops.process;
