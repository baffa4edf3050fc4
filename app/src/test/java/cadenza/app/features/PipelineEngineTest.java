package cadenza.app.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.SmallRoom;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
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

  @Test
  void weightsReplacedWhileTheyEncodeGoOnToTheEnd() throws Exception {
    Path file = other();
    try (PipelineEngine engine = new PipelineEngine(new FeaturePipeline(null))) {
      engine.use(null, "", Progress.none());
      String starter = sha(engine.encode(SmallRoom.cloud(), COARSE, Progress.none()));
      Progress switching =
          new Progress() {
            private boolean done;

            @Override
            public void report(double fraction, String step) {
              if (!done) {
                done = true;
                try {
                  engine.use(file, "", Progress.none());
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }
            }

            @Override
            public boolean isCancelled() {
              return false;
            }
          };
      assertThat(sha(engine.encode(SmallRoom.cloud(), COARSE, switching))).isEqualTo(starter);
      assertThat(sha(engine.encode(SmallRoom.cloud(), COARSE, Progress.none())))
          .isNotEqualTo(starter);
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
