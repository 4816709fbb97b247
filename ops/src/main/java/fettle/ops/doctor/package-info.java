/**
 * {@code ./fettle doctor}: what a run needs, looked at before anything is started. Each check is a
 * value with all it looks at inside, so that it can be tested without the machine ({@link
 * fettle.ops.doctor.Check}); {@link fettle.ops.doctor.LocalChecks} and {@link
 * fettle.ops.doctor.AzureChecks} say which there are.
 */
package fettle.ops.doctor;
