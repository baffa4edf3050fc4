package cadenza.scan.synthetic;

import java.util.List;

/// How well one sensor measures.
///
/// @param stations where it stood, world metres
/// @param lowest sine of the lowest elevation it looks down to
/// @param rangeNoise deviation of the range close by, metres
/// @param rangeNoiseGrowth what a square metre of squared distance adds to that
/// @param colorNoise deviation of a colour channel, 0 to 1
/// @param normalNoise deviation of the normals, radians
/// @param gains brightness of the pictures taken at each station
/// @param exposure overall brightness, 1 is normal
/// @param balance how much of the light's tint its camera removes, 0 to 1
record Sensor(
    List<double[]> stations,
    double lowest,
    double rangeNoise,
    double rangeNoiseGrowth,
    double colorNoise,
    double normalNoise,
    double[] gains,
    double exposure,
    double balance) {}
