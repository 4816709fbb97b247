/**
 * Whether a model that was just learned is better than the one in use.
 *
 * <p>Both score the newest rows that neither learned from ({@link
 * fettle.ops.train.compare.NewestData}), through the very graphs that devices run ({@link
 * fettle.ops.train.compare.OnnxModel}). {@link fettle.ops.train.compare.Evidence} holds what came
 * of it, cut into blocks; {@link fettle.ops.train.compare.Decision} is the rule, pure; {@link
 * fettle.ops.train.compare.Verdict} goes into the run's output and onto the model's card.
 *
 * <p>The rule, in this order:
 *
 * <ol>
 *   <li>Without a model in use the candidate is put in use.
 *   <li>A candidate that lacks a machine which the model in use serves is not better.
 *   <li>Models for readings of different spacing cannot be judged by the same rows: undecided.
 *   <li>A model in use that can score none of the rows, say because a signal has gone, is worse
 *       than one that can.
 *   <li>Fewer than {@link fettle.ops.train.compare.Decision#LEAST_BLOCKS} blocks of rows that both
 *       score: undecided.
 *   <li>Rows labelled healthy and anomalous: the candidate is better when its F1 is higher by at
 *       least {@link fettle.ops.train.compare.Decision#LEAST_GAIN}, and the 95 % interval of the
 *       difference, by resampling blocks of both models together, lies above 0.
 *   <li>Rows labelled anomalous only say nothing of false alarms: undecided.
 *   <li>Rows without labels, or labelled healthy only: a model promises the alarm rate that it had
 *       on healthy windows held out. The candidate is better when its alarm rate is nearer to its
 *       promise, again by the least gain and with the interval above 0: a model whose inputs have
 *       moved raises alarms all the time. As a model that sees nothing keeps such a promise too,
 *       the candidate must see jumps of a signal, and watch every signal that the model in use
 *       watches and that still arrives.
 * </ol>
 *
 * <p>Undecided is not better: the model in use stays. Rows without labels may hold a fault that a
 * candidate learned as normal; no rule can tell, and the card says which kind of rows decided.
 */
package fettle.ops.train.compare;
