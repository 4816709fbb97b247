/** What the emulator counts, so that nothing is dropped unseen. */
package fettle.emulator.metrics;
