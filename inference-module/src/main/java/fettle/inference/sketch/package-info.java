/**
 * Sketches of what models see and say: every reading of a model's signals, and every score, goes
 * into a mergeable sketch of its machine and model ({@link fettle.inference.sketch.Sketches});
 * every few minutes, when models change and at the end, the sketches leave as messages of their own
 * ({@link fettle.inference.sketch.SketchOutbox}). They are lost with the process: drift is told
 * from millions of readings, and a few minutes less of them change nothing.
 */
package fettle.inference.sketch;
