/**
 * {@code ./fettle status}: one look at an environment. {@link fettle.ops.status.LocalLook} or
 * {@link fettle.ops.status.AzureLook} gathers, {@link fettle.ops.status.Status} is what was found,
 * {@link fettle.ops.status.StatusTable} prints it. A part that does not answer is told as such, and
 * never keeps the others from being told.
 */
package fettle.ops.status;
