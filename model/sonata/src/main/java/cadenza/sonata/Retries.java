package cadenza.sonata;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.sonata.kernels.DeviceMemoryException;
import cadenza.sonata.nn.Stretch;
import java.util.Optional;
import java.util.function.Function;

/// Runs the network again in shorter stretches where the device had too little memory.
final class Retries {
  private Retries() {}

  /// @param verb what is being done, for example "encoding"
  /// @param longest length of the first attempt's stretches
  /// @param attempt one run, from the beginning
  /// @throws DeviceMemoryException if the shortest stretches do not fit either
  static FeaturePyramid run(
      Device device,
      String verb,
      int voxels,
      Stretch longest,
      Progress progress,
      Function<Stretch, FeaturePyramid> attempt) {
    Stretch stretch = longest;
    while (true) {
      try {
        return attempt.apply(stretch);
      } catch (DeviceMemoryException e) {
        Optional<Stretch> shorter = stretch.shorter();
        if (shorter.isEmpty()) {
          throw new DeviceMemoryException(
              "%s ran out of memory while %s %,d voxels. — Use a coarser grid%s."
                  .formatted(
                      device.name(),
                      verb,
                      voxels,
                      device.kind() == Device.Kind.CUDA
                          ? " or the processor"
                          : " or a smaller scan"),
              e);
        }
        stretch = shorter.get();
        progress.report(0, "Too little memory; again in smaller pieces");
      }
    }
  }
}
