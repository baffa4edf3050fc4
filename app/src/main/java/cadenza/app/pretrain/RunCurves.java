package cadenza.app.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Everything of a run that charts show, by step. Bounded however long the run ([Curve]).
public final class RunCurves {
  /// Levels that are told apart; networks have five.
  private static final int MOST_LEVELS = 8;

  private final Curve total = new Curve();
  private final Curve mask = new Curve();
  private final Curve roll = new Curve();
  private final Curve local = new Curve();
  private final Curve memoryMegabytes = new Curve();
  private final Curve voxelsPerSecond = new Curve();
  private final Curve prototypeUse = new Curve();
  private final Curve teacherEntropy = new Curve();
  private final Curve height = new Curve();
  private final Curve normal = new Curve();
  private final Curve knn = new Curve();
  private final Curve probe = new Curve();
  private final ObservableList<Level> levels = FXCollections.observableArrayList();
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
  private double totalSteps;

  /// Curves of a level of the network.
  ///
  /// @param number 0 is the finest
  /// @param channels of its features
  public record Level(int number, int channels, Curve rank, Curve deviation) {}

  /// Grows whenever something changed; charts draw anew then.
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /// Steps of the whole run; 0 while they are not known.
  public double totalSteps() {
    return totalSteps;
  }

  /// Adds what came in, oldest first.
  public void add(List<RunEvent> events) {
    events.forEach(this::add);
    version.set(version.get() + 1);
  }

  private void add(RunEvent event) {
    switch (event) {
      case RunEvent.Begin begin -> {
        totalSteps = begin.totalSteps();
        all().forEach(curve -> curve.cutAfter(begin.step()));
      }
      case RunEvent.Step step -> {
        totalSteps = Math.max(totalSteps, step.totalSteps());
        total.add(step.step(), step.loss());
        mask.add(step.step(), step.mask());
        roll.add(step.step(), step.roll());
        local.add(step.step(), step.local());
        memoryMegabytes.add(step.step(), step.memoryBytes() / 1e6);
        voxelsPerSecond.add(step.step(), step.pointsPerSecond());
      }
      case RunEvent.Watch watch -> {
        prototypeUse.add(watch.step(), watch.prototypeUse());
        teacherEntropy.add(watch.step(), watch.teacherEntropy());
        height.add(watch.step(), watch.heightR2());
        normal.add(watch.step(), watch.normalR2());
        knn.add(watch.step(), watch.knn());
        probe.add(watch.step(), watch.probeMiou());
        watch.levels().forEach(level -> add(watch.step(), level));
      }
      default -> {}
    }
  }

  private void add(int step, RunEvent.LevelSpread spread) {
    if (spread.level() < 0 || spread.level() >= MOST_LEVELS) {
      return;
    }
    while (levels.size() <= spread.level()) {
      levels.add(new Level(levels.size(), spread.channels(), new Curve(), new Curve()));
    }
    levels.get(spread.level()).rank().add(step, spread.effectiveRank());
    levels.get(spread.level()).deviation().add(step, spread.deviation());
  }

  /// Forgets everything, before another run.
  public void clear() {
    all().forEach(Curve::clear);
    levels.clear();
    totalSteps = 0;
    version.set(version.get() + 1);
  }

  private List<Curve> all() {
    List<Curve> all =
        new ArrayList<>(
            List.of(
                total,
                mask,
                roll,
                local,
                memoryMegabytes,
                voxelsPerSecond,
                prototypeUse,
                teacherEntropy,
                height,
                normal,
                knn,
                probe));
    levels.stream().flatMap(level -> Stream.of(level.rank(), level.deviation())).forEach(all::add);
    return all;
  }

  /// Weighted sum of the losses.
  public Curve total() {
    return total;
  }

  /// Loss of the masked view against the same view.
  public Curve mask() {
    return mask;
  }

  /// Loss of the masked view against the other view.
  public Curve roll() {
    return roll;
  }

  /// Loss of local views against the major view.
  public Curve local() {
    return local;
  }

  public Curve memoryMegabytes() {
    return memoryMegabytes;
  }

  public Curve voxelsPerSecond() {
    return voxelsPerSecond;
  }

  /// Part of the prototypes that targets use.
  public Curve prototypeUse() {
    return prototypeUse;
  }

  public Curve teacherEntropy() {
    return teacherEntropy;
  }

  /// R² of height read off the features.
  public Curve height() {
    return height;
  }

  /// R² of normals read off the features.
  public Curve normal() {
    return normal;
  }

  public Curve knn() {
    return knn;
  }

  public Curve probe() {
    return probe;
  }

  /// Levels of the network, finest first; comes with the first look at it.
  public ObservableList<Level> levels() {
    return levels;
  }
}
