package cadenza.app.probing;

import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.pipeline.EncodedScan;
import cadenza.probe.Evaluation;
import cadenza.probe.LinearProbe;
import cadenza.probe.Prediction;
import java.util.Map;
import java.util.Optional;

/// What came of training a probe with the labels of one moment.
///
/// @param encoded the shown scan with the features that the prediction is of
/// @param trainedHere whether its classes are those of the labels; a probe from a file has its own
/// @param prediction for the shown scan
/// @param quiet the shown scan's quiet colours
/// @param colorings of the modes that were wanted and could be had
/// @param agreement with the file's labels, where it has some of these classes
/// @param labelledVoxels how many voxels the probe could learn from
/// @param trainMillis time that training took
/// @param millis time that all of it took
public record ProbeOutcome(
    EncodedScan encoded,
    boolean trainedHere,
    LinearProbe probe,
    Prediction prediction,
    int[] quiet,
    Map<ColorMode, Coloring> colorings,
    Optional<Evaluation> agreement,
    int labelledVoxels,
    double trainMillis,
    double millis) {}
