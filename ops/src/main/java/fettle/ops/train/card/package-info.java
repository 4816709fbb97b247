/**
 * Model cards: what a model was learned from and how good it is, as a file for programs and a page
 * for people, beside the model. The model itself holds no time of day, so that the same data gives
 * the same bytes; its card says when it was made.
 */
package fettle.ops.train.card;
