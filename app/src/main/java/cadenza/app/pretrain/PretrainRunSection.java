package cadenza.app.pretrain;

import static cadenza.app.pretrain.PretrainRows.button;
import static cadenza.app.pretrain.PretrainRows.following;
import static cadenza.app.pretrain.PretrainRows.paragraph;
import static cadenza.app.pretrain.PretrainRows.shown;

import cadenza.app.pretrain.RunState.Phase;
import cadenza.app.tasks.Problem;
import cadenza.app.widgets.Section;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The run under way or the last one: where it is, what is made of it, how it ended, and what can
/// be done with it.
public final class PretrainRunSection extends Section {
  private final PretrainModel model;
  private final RunState state;

  public PretrainRunSection(PretrainModel model) {
    super("Run", Feather.PLAY_CIRCLE);
    this.model = model;
    this.state = model.state();
    setId("pretrain-run");
    Label name = new Label();
    name.setId("pretrain-name");
    name.getStyleClass().add("card-title");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    state
        .outProperty()
        .subscribe((@Nullable Path out) -> {
          name.setText(out == null ? "" : String.valueOf(out.getFileName()));
          name.setTooltip(out == null ? null : new Tooltip(out.toString()));
        });
    addRows(
        shown(
            paragraph(
                "No run yet. Charts and a verdict on what it learns appear here once one has begun.",
                "note"),
            is(EnumSet.of(Phase.NONE))),
        shown(name, isNot(EnumSet.of(Phase.NONE))),
        following("pretrain-words", state.wordsProperty(), "card-text"),
        progress(),
        buttons(),
        problem(),
        done(),
        health(),
        new RunFacts(state),
        new PreviewView(state));
  }

  private BooleanBinding is(Set<Phase> phases) {
    return Bindings.createBooleanBinding(
        () -> phases.contains(state.phaseProperty().get()), state.phaseProperty());
  }

  private BooleanBinding isNot(Set<Phase> phases) {
    return is(EnumSet.complementOf(EnumSet.copyOf(phases)));
  }

  private Node progress() {
    ProgressBar bar = new ProgressBar();
    bar.setId("pretrain-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> {
                  RunEvent.Step step = state.stepProperty().get();
                  if (state.phaseProperty().get() == Phase.STARTING) {
                    return ProgressBar.INDETERMINATE_PROGRESS;
                  }
                  return step == null ? 0 : (double) step.step() / Math.max(1, step.totalSteps());
                },
                state.stepProperty(),
                state.phaseProperty()));
    return shown(bar, isNot(EnumSet.of(Phase.NONE)));
  }

  private Node buttons() {
    Button pause =
        shown(
            button(
                "pretrain-pause",
                "Pause",
                Feather.PAUSE,
                "Waits before the next step; memory stays in use",
                model::pause),
            is(EnumSet.of(Phase.RUNNING)));
    Button goOn =
        shown(
            button("pretrain-go", "Go on", Feather.PLAY, "Takes the next step", model::goOn),
            is(EnumSet.of(Phase.PAUSED)));
    Button stop =
        shown(
            button(
                "pretrain-stop",
                "Stop and save",
                Feather.SQUARE,
                "Ends the step under way and saves everything; it can be gone on with later",
                model::stop),
            is(EnumSet.of(Phase.STARTING, Phase.RUNNING, Phase.PAUSED)));
    Button kill =
        shown(
            button(
                "pretrain-kill",
                "End at once",
                Feather.X_OCTAGON,
                "Does not wait for the step; what came after the last save is lost",
                model::kill),
            is(EnumSet.of(Phase.STOPPING)));
    Button resume =
        shown(
            button(
                "pretrain-resume",
                "Go on from where it was saved",
                Feather.PLAY,
                "Starts a process that goes on as if nothing had happened",
                model::resume),
            state.canGoOnProperty());
    resume.getStyleClass().add("accent");
    FlowPane row = new FlowPane(8, 6, pause, goOn, stop, kill, resume);
    return shown(row, isNot(EnumSet.of(Phase.NONE, Phase.DONE)));
  }

  private Node problem() {
    VBox card = new VBox(6);
    card.setId("pretrain-failure");
    card.getStyleClass().addAll("card", "card-warning");
    model
        .problemProperty()
        .subscribe((@Nullable Problem problem) -> {
          card.getChildren().clear();
          if (problem != null) {
            Label title = new Label(problem.title(), new FontIcon(Feather.ALERT_TRIANGLE));
            title.getStyleClass().add("card-title");
            card.getChildren().addAll(title, paragraph(problem.what(), "card-text"));
            if (!problem.advice().isEmpty()) {
              card.getChildren().add(paragraph(problem.advice(), "note"));
            }
          }
        });
    return shown(card, Bindings.isNotNull(model.problemProperty()));
  }

  private Node done() {
    Label title = new Label("The weights are there", new FontIcon(Feather.PACKAGE));
    title.getStyleClass().add("card-title");
    ObservableValue<String> where =
        state.outProperty().map(out -> "They lie in " + out + ".").orElse("");
    Button use = new Button("Use these weights", new FontIcon(Feather.CHECK));
    use.setId("pretrain-use");
    use.getStyleClass().addAll("small", "accent");
    use.setOnAction(event -> model.useWeights());
    VBox card = new VBox(6, title, following("pretrain-where", where, "card-text"), use);
    card.setId("pretrain-done");
    card.getStyleClass().add("card");
    return shown(card, is(EnumSet.of(Phase.DONE)));
  }

  private Node health() {
    FontIcon icon = new FontIcon();
    Label words = paragraph("", "card-text");
    words.setId("pretrain-health");
    state
        .healthProperty()
        .subscribe(health -> {
          icon.setIconCode(
              switch (health.state()) {
                case UNKNOWN -> Feather.EYE;
                case HEALTHY -> Feather.CHECK_CIRCLE;
                case WARNING -> Feather.ALERT_TRIANGLE;
              });
          icon.getStyleClass()
              .setAll(
                  "ikonli-font-icon",
                  switch (health.state()) {
                    case UNKNOWN -> "icon-note";
                    case HEALTHY -> "icon-ok";
                    case WARNING -> "icon-warning";
                  });
          words.setText(health.text());
        });
    HBox row = new HBox(9, icon, words);
    row.setAlignment(Pos.TOP_LEFT);
    return shown(row, isNot(EnumSet.of(Phase.NONE, Phase.STARTING)));
  }
}
