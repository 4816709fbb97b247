package fettle.inference.model;

/**
 * Bounds of what is fetched and loaded.
 *
 * @param manifestBytes a longer manifest is refused
 * @param modelBytes a larger model is refused
 * @param models a manifest with more models is refused
 * @param windowValues bound of a model's W times its number of signals
 */
public record ModelLimits(int manifestBytes, int modelBytes, int models, int windowValues) {}
