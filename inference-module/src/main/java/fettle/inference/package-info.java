/**
 * The edge module that scores. A batch comes in on the input {@code telemetry}, its readings are
 * put behind the last ones of the same machine ({@link fettle.inference.score}), the machine's
 * model ({@link fettle.inference.model}) scores every full window, and the batch goes out on {@code
 * scored} under the id it came with ({@link fettle.inference.pipeline}). Only when the hub has that
 * message is the incoming one acknowledged: a kill at any moment has the batch delivered again.
 *
 * <p>The module knows no sensor and no kind of machine: which model is for which machine, and what
 * a model looks at, it is told by the twin and by the models themselves.
 */
package fettle.inference;
