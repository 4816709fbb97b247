/**
 * The program behind {@code ./fettle}. Each command has a package: {@code demo} runs the whole
 * system on this machine, {@code train} learns models, {@code bench} measures.
 */
package fettle.ops;
