/**
 * How edge modules hold their settings against bounds. A validator that reads annotations would
 * take almost half of the processor time of a module's start.
 */
package fettle.edge.settings;
