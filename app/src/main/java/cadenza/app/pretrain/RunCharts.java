package cadenza.app.pretrain;

import cadenza.app.pretrain.CurvePlot.Named;
import cadenza.app.widgets.Section;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/// The charts of a run: what it learns, whether it learns anything worth having, what it needs.
public final class RunCharts extends Section {
  private final RunCurves curves;

  public RunCharts(PretrainModel model) {
    super("Charts", Feather.ACTIVITY);
    curves = model.state().curves();
    setId("pretrain-charts");
    addRows(
        plot(
            "chart-losses",
            "Losses",
            "Cross entropy of the student against the teacher's targets; falls as it learns",
            Double.NaN,
            Double.NaN,
            List.of(
                new Named("total", curves.total(), "%.3f"),
                new Named("masked", curves.mask(), "%.3f"),
                new Named("other view", curves.roll(), "%.3f"),
                new Named("local", curves.local(), "%.3f"))),
        levels(
            "chart-rank",
            "Dimensions in use, by level",
            "Effective rank of the features of the watched scan, level 0 the finest."
                + "\nFalling to a few is collapse, which no loss shows",
            Double.NaN,
            level -> new Named("level " + level.number(), level.rank(), "%.1f")),
        levels(
            "chart-deviation",
            "Spread of features, by level",
            "1: features point everywhere; 0: all are alike",
            1,
            level -> new Named("level " + level.number(), level.deviation(), "%.2f")),
        plot(
            "chart-targets",
            "Targets",
            "Prototypes in use, and the entropy of the teacher's targets as a share of the largest",
            0,
            1,
            List.of(
                new Named("prototypes used", curves.prototypeUse(), "%.2f"),
                new Named("teacher's entropy", curves.teacherEntropy(), "%.2f"))),
        plot(
            "chart-shortcut",
            "Geometric shortcut",
            "How much of height and normals can be read off the features (R²)."
                + "\nSome is good; almost all, and little else, is the paper's failure",
            0,
            1,
            List.of(
                new Named("height", curves.height(), "%.2f"),
                new Named("normals", curves.normal(), "%.2f"))),
        scores(),
        plot(
            "chart-memory",
            "Memory of the process",
            "Resident memory in MB; should stay flat",
            0,
            Double.NaN,
            List.of(new Named("MB", curves.memoryMegabytes(), "%.0f"))),
        plot(
            "chart-speed",
            "Voxels a second",
            "Of all views, waiting for data counted",
            0,
            Double.NaN,
            List.of(new Named("voxels/s", curves.voxelsPerSecond(), "%.0f"))));
  }

  private Node scores() {
    CurvePlot plot =
        plot(
            "chart-scores",
            "Scores on labelled scans",
            "Share that nearest neighbours name right, and mIoU of a linear probe",
            0,
            Double.NaN,
            List.of(
                new Named("nearest neighbours", curves.knn(), "%.3f"),
                new Named("linear probe", curves.probe(), "%.3f")));
    plot.managedProperty().bind(plot.visibleProperty());
    Runnable update = () -> plot.setVisible(!curves.knn().isEmpty() || !curves.probe().isEmpty());
    curves.versionProperty().addListener(observable -> update.run());
    update.run();
    return plot;
  }

  private CurvePlot plot(
      String id, String title, String tip, double least, double most, List<Named> named) {
    return new CurvePlot(id, title, tip, curves, least, most, () -> named);
  }

  private Node levels(
      String id, String title, String tip, double most, Function<RunCurves.Level, Named> of) {
    return new CurvePlot(
        id, title, tip, curves, 0, most, () -> curves.levels().stream().map(of).toList());
  }
}
