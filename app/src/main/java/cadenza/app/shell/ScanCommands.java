package cadenza.app.shell;

import cadenza.app.features.FeaturesModel;
import cadenza.app.pipeline.Fix;
import cadenza.app.scans.ScansModel;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.scan.grid.UpAxis;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.kordamp.ikonli.feather.Feather;

/// What can be done with the shown scan as a whole, whether or not a finding suggests it: a person
/// knows better in which unit a scan was made, and which way is up.
final class ScanCommands {
  private static final String GROUP = "Scan";

  private final Workspace workspace;
  private final ScansModel scans;
  private final FeaturesModel features;
  private final ViewportModel viewport;
  private final Function<String, Optional<String>> question;

  /// @param question asks what the columns are, given what they were read as
  ScanCommands(
      Workspace workspace,
      ScansModel scans,
      FeaturesModel features,
      ViewportModel viewport,
      Function<String, Optional<String>> question) {
    this.workspace = workspace;
    this.scans = scans;
    this.features = features;
    this.viewport = viewport;
    this.question = question;
  }

  List<Command> all() {
    return List.of(
        command("columns", "Columns of this text…", this::askColumns),
        command("part", "Open the part in view with all its points", this::openPart),
        fix("millimetres", "Read as millimetres", new Fix.ScaleToMetres(.001, "millimetres")),
        fix("centimetres", "Read as centimetres", new Fix.ScaleToMetres(.01, "centimetres")),
        fix("inches", "Read as inches", new Fix.ScaleToMetres(.0254, "inches")),
        fix("feet", "Read as feet", new Fix.ScaleToMetres(.3048, "feet")),
        fix("y-up", "Turn: y is up", new Fix.RotateToZUp(UpAxis.Y)),
        fix("x-up", "Turn: x is up", new Fix.RotateToZUp(UpAxis.X)),
        fix("upside-down", "Turn upside down", new Fix.RotateToZUp(UpAxis.MINUS_Z)));
  }

  private Command fix(String id, String title, Fix fix) {
    return command(id, title, () -> features.apply(fix));
  }

  private Command command(String id, String title, Runnable action) {
    BooleanBinding open = Bindings.isNotNull(workspace.currentProperty());
    return new Command("scan." + id, GROUP, title, Feather.BOX, null, open, action);
  }

  private void askColumns() {
    OpenScan scan = workspace.current();
    if (scan == null) {
      return;
    }
    List<String> columns = ScansModel.columnsOf(scan);
    if (columns.isEmpty()) {
      workspace.tell(
          Notice.info(
              scan.name(), "Only texts have columns to name; this is " + scan.format() + "."));
      return;
    }
    question
        .apply(String.join(" ", columns))
        .map(answer -> List.of(answer.strip().split("[\\s,]+")))
        .ifPresent(names -> scans.readColumns(scan, names));
  }

  private void openPart() {
    OpenScan scan = workspace.current();
    if (scan == null) {
      return;
    }
    if (scan.isThinned()) {
      scans.openPart(scan, viewport.seenAtPivot());
    } else {
      workspace.tell(
          Notice.info(scan.name(), "All points of the file that can be shown are shown."));
    }
  }
}
