package cadenza.app.similarity;

import cadenza.app.FakeEngine;
import cadenza.app.SmallRoom;
import cadenza.app.TestThread;
import cadenza.app.look.ClassNames;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// A workspace with scans that can be clicked, without a window.
abstract class SimilarityFixture {
  static final int FLOOR = 20 * SmallRoom.EDGE + 20;
  static final int WALL = SmallRoom.EDGE * SmallRoom.EDGE + FLOOR;

  final TestThread thread = new TestThread();
  final Workspace workspace = new Workspace();
  final TaskRunner tasks = new TaskRunner(thread, workspace::tell);
  final LookModel look = new LookModel(workspace, tasks, ClassNames.numbers());
  final FakeEngine engine = new FakeEngine();
  final List<OpenScan> encoded = new ArrayList<>();
  final Set<OpenScan> coming = new HashSet<>();
  @Nullable PointCloud selectedOf;
  @Nullable Selection selected;
  boolean elsewhere;
  final SimilarityModel model =
      new SimilarityModel(
          workspace,
          tasks,
          look,
          new SimilarityModel.Outside() {
            @Override
            public void encode(OpenScan scan) {
              encoded.add(scan);
              coming.add(scan);
            }

            @Override
            public boolean isComing(OpenScan scan) {
              return coming.contains(scan);
            }

            @Override
            public void select(PointCloud cloud, Selection points) {
              selectedOf = cloud;
              selected = points;
            }

            @Override
            public boolean isShownElsewhere() {
              return elsewhere;
            }
          });

  @AfterEach
  void close() {
    tasks.close();
  }

  OpenScan open(String name) {
    OpenScan scan = new OpenScan(name, null, SmallRoom.contents());
    workspace.add(scan);
    return scan;
  }

  void encode(OpenScan scan) {
    encode(scan, "00", 0.05f);
  }

  void encode(OpenScan scan, String sha256, float grid) {
    EncodedScan now = engine.encode(scan.cloud(), new EncodeSettings(grid, 0), Progress.none());
    EncodedScan named =
        new EncodedScan(
            now.prepared(),
            now.features(),
            new EncodedScan.WeightsInfo("weights " + sha256, sha256, true),
            now.device(),
            now.seconds());
    coming.remove(scan);
    scan.encodingProperty().set(new Encoding(named, new int[SmallRoom.POINTS]));
  }

  OpenScan openEncoded(String name) {
    OpenScan scan = open(name);
    encode(scan);
    return scan;
  }

  void idle() {
    thread.runUntil(() -> tasks.tasks().isEmpty());
  }

  int @Nullable [] colors(OpenScan scan) {
    Coloring layer = look.layer(scan, ColorMode.SIMILARITY);
    return layer == null ? null : layer.argb();
  }
}
