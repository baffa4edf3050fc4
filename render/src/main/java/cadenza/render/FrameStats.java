package cadenza.render;

/// What went into a frame.
///
/// @param pointsDrawn points that were considered for this picture
/// @param pointCount points of the scene
/// @param complete every point is in the picture, at full resolution
/// @param finished complete and anti-aliased as the style asks; refining further changes nothing
/// @param millis time the renderer took for this call
public record FrameStats(
    long pointsDrawn, long pointCount, boolean complete, boolean finished, double millis) {}
