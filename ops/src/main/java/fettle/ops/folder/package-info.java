/**
 * Folders as wholes: deleted with all that is in them, which {@code java.nio.file} leaves to its
 * callers.
 */
package fettle.ops.folder;
