package fettle.gateway.drift;

import fettle.drift.store.DriftPoint;
import fettle.drift.store.WindowSketches;

/**
 * A window that is finished, with what it came to.
 *
 * @param model {@code name:version}
 * @param coursePlace where in the ring the point belongs
 * @param sketchPlace where in the ring the sketches belong
 * @param expires when both are too old to be of use, epoch milliseconds
 */
public record ClosedWindow(
    String model,
    int coursePlace,
    DriftPoint point,
    int sketchPlace,
    WindowSketches sketches,
    long expires) {}
