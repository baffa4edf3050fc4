package cadenza.sonata.pretrain.watch;

import cadenza.scan.FeaturePyramid;

/// What an encoder makes of a fixed scan.
///
/// @param features for pictures, such as their principal components
/// @param spread whether they collapse
/// @param shortcuts how much of them is plain geometry
public record Observation(FeaturePyramid features, FeatureSpread spread, Shortcuts shortcuts) {}
