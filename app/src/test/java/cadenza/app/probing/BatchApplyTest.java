package cadenza.app.probing;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.ProbeView;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.ProbeClass;
import cadenza.probe.TrainSettings;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchApplyTest {
  private static final EncodeSettings SETTINGS = new EncodeSettings(0.05f, 0);

  @TempDir Path folder;

  private final FakeEngine engine = new FakeEngine();

  /// A probe that knows floor from walls.
  private LinearProbe probe() throws IOException {
    EncodedScan encoded = engine.encode(SmallRoom.cloud(), SETTINGS, Progress.none());
    int[] points = IntStream.range(0, SmallRoom.POINTS).filter(i -> i % 50 == 0).toArray();
    short[] ids = new short[points.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (short) (1 + points[i] / (SmallRoom.POINTS / 3));
    }
    Examples examples =
        Examples.ofPoints(
            ProbeView.of(encoded, "room", null),
            encoded.grid().inverse(),
            points,
            ids,
            IntStream.range(0, points.length).toArray());
    List<ProbeClass> classes =
        List.of(
            new ProbeClass(1, "floor", 0xffff0000),
            new ProbeClass(2, "left", 0xff00ff00),
            new ProbeClass(3, "right", 0xff0000ff));
    return new LinearProbeTrainer()
        .train(List.of(examples), classes, TrainSettings.DEFAULT, Progress.none());
  }

  @Test
  void oneBrokenScanDoesNotStopTheOthers() throws IOException {
    Path first = SmallRoom.write(folder.resolve("a.ply"));
    Path broken = Files.writeString(folder.resolve("b.ply"), "ply\nformat nonsense\n");
    Path third = SmallRoom.write(folder.resolve("c.ply"));
    Path out = Files.createDirectory(folder.resolve("out"));
    BatchApply.Done done =
        new BatchApply(engine, ScanFormats::read, ScanFormats::write, probe(), SETTINGS)
            .run(List.of(first, broken, third), out, Progress.none());
    assertThat(done.written()).isEqualTo(2);
    assertThat(done.failed()).isEqualTo(1);
    assertThat(out.resolve("b.ply")).doesNotExist();
    assertThat(Files.readString(done.report())).contains("a.ply,floor", "c.ply,left", "b.ply");

    PointCloud read = ScanFormats.read(out.resolve("a.ply"), Progress.none()).cloud();
    Attribute predicted = read.attribute("prediction").orElseThrow();
    assertThat(read.attribute(Attribute.LABEL)).as("its own labels stay").isPresent();
    int right = 0;
    for (int i = 0; i < SmallRoom.POINTS; i++) {
      right += predicted.getInt(i) == 1 + i / (SmallRoom.POINTS / 3) ? 1 : 0;
    }
    assertThat(right).as("a third by chance").isGreaterThan(SmallRoom.POINTS / 2);
    assertThat(read.attribute("probability").orElseThrow().get(0)).isBetween(1 / 3d, 1d);
  }

  @Test
  void aScanIsNeverWrittenOver() throws IOException {
    Path scan = SmallRoom.write(folder.resolve("a.ply"));
    byte[] before = Files.readAllBytes(scan);
    BatchApply.Done done =
        new BatchApply(engine, ScanFormats::read, ScanFormats::write, probe(), SETTINGS)
            .run(List.of(scan), folder, Progress.none());
    assertThat(done.failed()).isEqualTo(1);
    assertThat(Files.readAllBytes(scan)).isEqualTo(before);
    assertThat(Files.readString(done.report())).contains("not written over");
  }
}
