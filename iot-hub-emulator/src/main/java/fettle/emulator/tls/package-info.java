/**
 * The development certificate authority and the one server certificate that all listeners share.
 * Both are made at the first start and kept, so that clients trust one file for the life of a data
 * folder.
 */
package fettle.emulator.tls;
