/** Folders with all that is in them. */
package fettle.ops.folder;
