package cadenza.app.labels;

import cadenza.app.settings.SavedView;
import cadenza.app.workspace.OpenScan;
import cadenza.render.Camera;
import cadenza.render.Selection;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/// A person who does anything, in any order.
public final class RandomEdits {
  private final LabelModel model;
  private final List<OpenScan> scans;
  private final Random random;

  public RandomEdits(LabelModel model, List<OpenScan> scans, long seed) {
    this.model = model;
    this.scans = scans;
    this.random = new Random(seed);
  }

  /// Any edit, undo or redo.
  public void next() {
    switch (random.nextInt(6)) {
      case 0 -> model.undo();
      case 1 -> model.redo();
      default -> edit();
    }
  }

  /// Any edit; some change nothing.
  public void edit() {
    OpenScan scan = scans.get(random.nextInt(scans.size()));
    switch (random.nextInt(16)) {
      case 0 -> model.addClass("class " + random.nextInt(30), random.nextInt());
      case 1 -> model.change(any().withName("name " + random.nextInt(30)));
      case 2 -> model.change(any().withLocked(random.nextBoolean()));
      case 3 -> model.change(any().withShown(random.nextBoolean()).withArgb(random.nextInt()));
      case 4 -> model.removeClass(any().id());
      case 5 -> model.mergeClasses(any().id(), any().id());
      case 6 -> model.moveClass(any().id(), random.nextInt(10));
      case 7 -> model.setPalette(palette());
      case 8 ->
          model.importLabels(
              scan, scan.labels().orElseThrow(), scan.labelNames(), random.nextBoolean());
      case 9 -> model.setViews(scan, model.views(scan), views(), "Save view");
      case 10 -> model.paint(scan, 0, points(scan), "Erase");
      default -> model.paint(scan, any().id(), points(scan), "Brush");
    }
  }

  private LabelClass any() {
    if (model.classes().isEmpty()) {
      model.addClass("first", 0x336699);
    }
    return model.classes().get(random.nextInt(model.classes().size()));
  }

  private List<LabelClass> palette() {
    return List.of(Palettes.SCANNET20, Palettes.S3DIS13, Palettes.EMPTY).get(random.nextInt(3));
  }

  private Selection points(OpenScan scan) {
    int count = scan.cloud().pointCount();
    int from = random.nextInt(count);
    BitSet points = new BitSet();
    for (int i = 0; i < 300; i++) {
      points.set(Math.min(count - 1, from + random.nextInt(700)));
    }
    return Selection.of(count, points);
  }

  private List<SavedView> views() {
    List<SavedView> views = new ArrayList<>();
    for (int slot = 1; slot <= random.nextInt(4); slot++) {
      Vec3 target = new Vec3(random.nextDouble(), random.nextDouble(), random.nextDouble());
      views.add(new SavedView("view " + slot, slot, new Camera(target, 3, 1, .5, .8, false)));
    }
    return views;
  }
}
