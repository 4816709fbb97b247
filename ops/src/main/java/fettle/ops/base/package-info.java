/**
 * A base for images, made on a machine that reaches no registry: C libraries out of Debian
 * packages, and a runtime that the machine's own JDK links from the modules that Fettle's programs
 * need. No shell, no package manager, no compiler is in it.
 */
package fettle.ops.base;
