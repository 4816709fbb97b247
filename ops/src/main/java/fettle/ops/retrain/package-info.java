/**
 * Learning again from what machines have sent since: the chain from the lake to a deployment
 * ({@link fettle.ops.retrain.Retraining}), and the rule that asks for it when the model in use no
 * longer fits ({@link fettle.ops.retrain.RetrainRule}), which is off unless the environment file
 * says otherwise.
 */
package fettle.ops.retrain;
