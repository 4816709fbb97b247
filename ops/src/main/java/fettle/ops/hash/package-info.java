/**
 * SHA-256 of bytes, texts, files and whole folders: what tells one data set, model, image or
 * program from another.
 */
package fettle.ops.hash;
