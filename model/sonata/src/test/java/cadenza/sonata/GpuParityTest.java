package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.io.NpyArray;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The GPU gives the processor's features, up to the order in which numbers are added. Skipped,
/// with the reason, where there is no GPU; `docs/gpu.md` says how to run it.
class GpuParityTest {
  /// Fixtures allow as much between this code and the official one.
  private static final float TINY_TOLERANCE = 1e-4f;

  private static final float BASE_TOLERANCE = 2e-4f;

  @BeforeEach
  void needsGpu() throws Exception {
    Device device = Devices.choose(DeviceChoice.AUTO);
    System.out.println(device);
    assumeTrue(device.kind() == Device.Kind.CUDA, device.reason());
  }

  @Test
  void tinyOnSceneA() throws Exception {
    Checkpoint checkpoint = Checkpoint.read(Golden.file("sonata_tiny.pth"), Progress.none());
    compare(checkpoint, "A", TINY_TOLERANCE);
  }

  @Test
  void tinyOnSceneB() throws Exception {
    compare(NameSeededWeights.checkpoint(Golden.tiny()), "B", TINY_TOLERANCE);
  }

  @Test
  void baseOnSceneB() throws Exception {
    compare(NameSeededWeights.checkpoint(SonataConfig.base()), "B", BASE_TOLERANCE);
  }

  @Test
  void theSameBytesEachTime() throws Exception {
    Checkpoint checkpoint = NameSeededWeights.checkpoint(Golden.tiny());
    FeaturePyramid first = encode(checkpoint, "B", DeviceChoice.CUDA, Precision.F32);
    FeaturePyramid second = encode(checkpoint, "B", DeviceChoice.CUDA, Precision.F32);
    for (int s = 0; s < first.levels().size(); s++) {
      assertThat(second.levels().get(s).values()).isEqualTo(first.levels().get(s).values());
    }
  }

  @Test
  void bf16IsNearToF32() throws Exception {
    Checkpoint checkpoint = NameSeededWeights.checkpoint(SonataConfig.base());
    FeaturePyramid exact = encode(checkpoint, "B", DeviceChoice.CPU, Precision.F32);
    FeaturePyramid rounded = encode(checkpoint, "B", DeviceChoice.CUDA, Precision.BF16);
    for (int s = 0; s < exact.levels().size(); s++) {
      Cosines.checkRounded(rounded.levels().get(s), exact.levels().get(s), s);
    }
  }

  private static void compare(Checkpoint checkpoint, String scene, float tolerance)
      throws Exception {
    FeaturePyramid near = encode(checkpoint, scene, DeviceChoice.CPU, Precision.F32);
    FeaturePyramid far = encode(checkpoint, scene, DeviceChoice.CUDA, Precision.F32);
    for (int s = 0; s < near.levels().size(); s++) {
      float worst =
          EncoderFixtureTest.worst(far.levels().get(s).values(), near.levels().get(s).values());
      System.out.printf("level %d: largest difference %.2g%n", s, worst);
      assertThat(worst).as("largest difference on level " + s).isLessThan(tolerance);
    }
  }

  private static FeaturePyramid encode(
      Checkpoint checkpoint, String scene, DeviceChoice device, Precision precision)
      throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_" + scene + ".npz");
    Pyramid pyramid = Golden.pyramid(transform);
    try (Encoder encoder = Encoder.open(checkpoint, device, precision, Progress.none())) {
      return encoder.encode(pyramid, transform.get("feat").floats(), Progress.none());
    }
  }
}
