package cadenza.app.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.SmallRoom;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Encoders;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.Model;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.InputTransform;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Switching weights in the real engine.
class PipelineEngineTest {
  private static final EncodeSettings COARSE = new EncodeSettings(0.2f, 0);

  @TempDir Path folder;

  private static String sha(EncodedScan encoded) {
    return encoded.weights().sha256();
  }

  private Path other() throws IOException {
    Path file = folder.resolve("other.safetensors");
    Checkpoint.untrained(SonataConfig.starter(), InputTransform.starter(), 9)
        .writeSafetensors(file);
    return file;
  }

  @Test
  void featuresAreOfTheWeightsInUseAndBadOnesChangeNothing() throws Exception {
    try (PipelineEngine engine = new PipelineEngine(new FeaturePipeline(null))) {
      engine.use(null, "", Progress.none());
      EncodedScan starter = engine.encode(SmallRoom.cloud(), COARSE, Progress.none());
      assertThat(engine.use(other(), "", Progress.none()).name()).contains("other");
      EncodedScan other = engine.encode(SmallRoom.cloud(), COARSE, Progress.none());
      assertThat(sha(other)).isNotEqualTo(sha(starter));
      assertThat(other.features().levels().getFirst().values())
          .isNotEqualTo(starter.features().levels().getFirst().values());
      Path bad = Files.writeString(folder.resolve("bad.pth"), "no weights");
      assertThatThrownBy(() -> engine.use(bad, "", Progress.none()))
          .isInstanceOf(WeightsException.class);
      assertThat(sha(engine.encode(SmallRoom.cloud(), COARSE, Progress.none())))
          .isEqualTo(sha(other));
    }
  }

  /// An encoder that does something in the middle of an encoding, and says what happened.
  private static Encoders saying(String name, List<String> calls, Runnable inTheMiddle) {
    return new Encoders() {
      @Override
      public Device choose(DeviceChoice choice) {
        return new Device(Device.Kind.CPU, "Test processor", "It is all a test has.");
      }

      @Override
      public Opened open(
          Checkpoint checkpoint, Device device, Precision precision, Progress progress) {
        return new Opened() {
          @Override
          public FeaturePyramid encode(Pyramid pyramid, float[] features, Progress during) {
            calls.add("begin " + name);
            inTheMiddle.run();
            calls.add("end " + name);
            return new FeaturePyramid(
                List.of(new FeaturePyramid.Features(1, new float[] {1}, new int[0])));
          }

          @Override
          public void close() {
            calls.add("close " + name);
          }
        };
      }
    };
  }

  @Test
  void weightsReplacedWhileTheyEncodeAreClosedAfterwardsAndOnce() throws Exception {
    List<String> calls = new ArrayList<>();
    AtomicReference<PipelineEngine> used = new AtomicReference<>();
    Runnable swap =
        () -> {
          try {
            used.get().use(Path.of("second"), "base", Progress.none());
            calls.add("swapped");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        };
    PipelineEngine.Opener opener =
        (file, config, progress) ->
            new Model(
                Checkpoint.untrained(
                    SonataConfig.starter(), InputTransform.starter(), file == null ? 1 : 2),
                file == null ? saying("first", calls, swap) : saying("second", calls, () -> {}));
    try (PipelineEngine engine = new PipelineEngine(new FeaturePipeline(null), opener)) {
      used.set(engine);
      EncodedScan first = engine.encode(SmallRoom.cloud(), COARSE, Progress.none());
      assertThat(calls).containsExactly("begin first", "swapped", "end first", "close first");
      EncodedScan second = engine.encode(SmallRoom.cloud(), COARSE, Progress.none());
      assertThat(sha(second)).isNotEqualTo(sha(first));
    }
    assertThat(calls)
        .containsExactly(
            "begin first",
            "swapped",
            "end first",
            "close first",
            "begin second",
            "end second",
            "close second");
  }

  @Test
  void twoFilesOfOneNameHaveDifferentCards() throws Exception {
    try (PipelineEngine engine = new PipelineEngine(new FeaturePipeline(null))) {
      ModelCard one = engine.use(other(), "", Progress.none());
      Path there = Files.createDirectory(folder.resolve("there")).resolve("other.safetensors");
      Checkpoint.untrained(SonataConfig.starter(), InputTransform.starter(), 10)
          .writeSafetensors(there);
      ModelCard two = engine.use(there, "", Progress.none());
      assertThat(two.name()).isEqualTo(one.name());
      assertThat(two).isNotEqualTo(one);
      assertThat(engine.use(other(), "", Progress.none())).isEqualTo(one);
    }
  }

  @Test
  void whatWasCancelledReplacesNothing() throws Exception {
    Path file = other();
    try (PipelineEngine engine = new PipelineEngine(new FeaturePipeline(null))) {
      engine.use(null, "", Progress.none());
      String starter = sha(engine.encode(SmallRoom.cloud(), COARSE, Progress.none()));
      Progress cancelled =
          new Progress() {
            @Override
            public void report(double fraction, String step) {}

            @Override
            public boolean isCancelled() {
              return true;
            }
          };
      assertThatThrownBy(() -> engine.use(file, "", cancelled))
          .isInstanceOf(CancellationException.class);
      assertThat(sha(engine.encode(SmallRoom.cloud(), COARSE, Progress.none()))).isEqualTo(starter);
    }
  }
}
