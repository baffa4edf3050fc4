package cadenza.app.similarity;

import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.probe.FeatureSource;
import cadenza.probe.SimilarityQuery;
import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Finds what is like the places that the person clicks, and shows it as a heat map.
///
/// # How it works
///
/// The places belong to the window, not to a scan: another scan that is shown is asked the same, if
/// it was encoded with the same weights and grid. A place of a scan that was encoded anew is looked
/// up anew. An answer counts only while the scan is shown with the points and the encoding it is
/// of, and a newer question cancels an older one. Moving the threshold only colours anew: one
/// colouring at a time, and after it the latest threshold.
public final class SimilarityModel {
  private final Workspace workspace;
  private final LookModel look;
  private final Outside outside;
  private final HeatWork work;
  private final ModeSwitch shows;
  private final EncodeOffer offer;
  private final Places places = new Places();
  private final ObjectProperty<ScaleChoice> scale = new SimpleObjectProperty<>(ScaleChoice.HEAT);
  private final BooleanProperty smooth = new SimpleBooleanProperty(true);
  private final DoubleProperty threshold = new SimpleDoubleProperty();
  private final ReadOnlyObjectWrapper<@Nullable HeatMap> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyIntegerWrapper pointsAbove = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper asked = new ReadOnlyBooleanWrapper();

  private final ObservableValue<String> activity; // kept, or it would tell nothing
  private @Nullable Undo undo;
  private @Nullable Question answered;
  private boolean adjusting;

  /// What the model asks of the rest of the window.
  public interface Outside {
    /// Encodes a scan.
    void encode(OpenScan scan);

    /// Whether a scan is being encoded already, or will be.
    boolean isComing(OpenScan scan);

    /// Selects points of the shown cloud.
    void select(PointCloud cloud, Selection points);

    /// Whether another picture shows the heat map already.
    boolean isShownElsewhere();
  }

  private record Undo(List<Place> places, boolean wanted, boolean asked) {}

  public SimilarityModel(Workspace workspace, TaskRunner tasks, LookModel look, Outside outside) {
    this.workspace = workspace;
    this.look = look;
    this.outside = outside;
    work = new HeatWork(tasks);
    shows = new ModeSwitch(look);
    offer = new EncodeOffer(workspace);
    scale.addListener((property, old, now) -> changed());
    smooth.addListener((property, old, now) -> changed());
    threshold.addListener((property, old, now) -> thresholdChanged());
    new ScanWatch(this::encodingChanged, this::pointsChanged, this::closed).begin(workspace);
    workspace.currentProperty().addListener((property, old, now) -> ask());
    activity = workspace.currentProperty().flatMap(OpenScan::activityProperty);
    activity.addListener((property, old, now) -> activityChanged());
    ask();
  }

  /// The places that are asked about, in the order of the clicks.
  public ObservableList<Place> places() {
    return places.view();
  }

  public ObjectProperty<ScaleChoice> scaleProperty() {
    return scale;
  }

  /// True to let likeness flow between coarse voxels, false for the reference's blocky nearest.
  public BooleanProperty smoothProperty() {
    return smooth;
  }

  /// Place on the ramp, 0 to 1, below which points are dimmed and not selected; 0 for none.
  public DoubleProperty thresholdProperty() {
    return threshold;
  }

  /// The answer for the shown scan; null while there is none.
  public ReadOnlyObjectProperty<@Nullable HeatMap> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// How many points of the shown scan stand above the threshold.
  public ReadOnlyIntegerProperty pointsAboveProperty() {
    return pointsAbove.getReadOnlyProperty();
  }

  /// Why there is no answer, or what to do next, a sentence; empty if all is said.
  public ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Whether a click in the picture is answered at once: the shown scan is encoded.
  public ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }

  /// Whether the person wants to see the heat map: from a click on, until another way to colour the
  /// scan is chosen.
  public ReadOnlyBooleanProperty wantedProperty() {
    return shows.wantedProperty();
  }

  /// Whether anything was ever asked in this window.
  public ReadOnlyBooleanProperty askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /// What to click first in the shown scan.
  public String invitation() {
    return SimilarityWords.invitation(workspace.current());
  }

  /// Whether a place belongs to the shown scan.
  boolean isHere(Place place) {
    OpenScan scan = workspace.current();
    return scan != null && place.isIn(scan);
  }

  /// A point of the shown scan was clicked.
  public void click(int point, Click how) {
    OpenScan scan = workspace.current();
    if (scan == null || !scan.isComplete() || point >= scan.cloud().pointCount()) {
      return;
    }
    if (scan.encoding() == null && !outside.isComing(scan)) {
      offerToEncode(scan, point);
      return;
    }
    if (how == Click.UNLIKE && !places.anyAlike()) {
      state.set("Click something to find first; then Ctrl+click what is not like it.");
      return;
    }
    remember();
    Place place = Place.of(scan, point, how != Click.UNLIKE);
    if (how == Click.ONLY) {
      places.set(List.of(place));
    } else {
      places.add(place);
    }
    changed();
  }

  private void offerToEncode(OpenScan scan, int point) {
    state.set(SimilarityWords.why(scan, true, false));
    offer.make(
        scan,
        () -> {
          outside.encode(scan);
          remember();
          places.set(List.of(Place.of(scan, point, true)));
          changed();
        });
  }

  private void remember() {
    undo = new Undo(places.copy(), shows.isWanted(), asked.get());
    shows.want();
    asked.set(true);
  }

  /// The last click was the first of a double click, which means something else.
  public void takeBack() {
    Undo back = undo;
    undo = null;
    if (back == null) {
      return;
    }
    places.set(back.places());
    asked.set(back.asked());
    if (places.isEmpty()) {
      clear();
    } else {
      if (!back.wanted()) {
        shows.leave();
      }
      changed();
    }
  }

  /// One place less to ask about.
  void remove(Place place) {
    places.remove(place);
    if (places.isEmpty()) {
      clear();
    } else {
      changed();
    }
  }

  /// Asks nothing any more; the picture shows what it showed before.
  public void clear() {
    undo = null;
    places.set(List.of());
    threshold.set(0);
    shows.leave();
    changed();
  }

  /// Clears if the heat map is what is seen; false if it is not.
  public boolean escape() {
    if (places.isEmpty() || !shows.isWanted()) {
      return false;
    }
    clear();
    return true;
  }

  /// Selects the points above the threshold.
  public void selectAbove() {
    HeatMap map = shown.get();
    Question now = answered;
    if (map != null && now != null && threshold.get() > 0) {
      outside.select(now.cloud(), map.above(threshold.get()));
    }
  }

  /// Encoding began, or was cancelled: there is something else to say.
  private void activityChanged() {
    if (!ready.get()) {
      ask();
    }
  }

  private void encodingChanged(OpenScan scan) {
    look.drop(scan, ColorMode.SIMILARITY);
    if (scan == workspace.current()) {
      ask();
    }
  }

  private void pointsChanged(OpenScan scan) {
    places.pointsChanged(scan);
    changed();
  }

  private void closed(OpenScan scan) {
    places.closed(scan);
    if (workspace.scans().isEmpty()) {
      clear();
    }
  }

  /// Another question, or another way to show the answer: what other scans show is of the old one.
  private void changed() {
    for (OpenScan scan : workspace.scans()) {
      if (scan != workspace.current() || places.isEmpty()) {
        look.drop(scan, ColorMode.SIMILARITY);
      }
    }
    ask();
  }

  private void ask() {
    OpenScan scan = workspace.current();
    Encoding encoding = scan == null ? null : scan.encoding();
    ready.set(encoding != null);
    Optional<SimilarityQuery> query = Optional.empty();
    if (encoding != null) {
      FeatureSource source = ProbeView.source(encoding.scan());
      query = places.query(source, encoding.scan().features());
    }
    if (scan == null || encoding == null || query.isEmpty()) {
      work.cancel();
      if (encoding == null) {
        work.forget();
      } else {
        work.prepare(encoding.scan());
      }
      answered = null;
      shown.set(null);
      pointsAbove.set(0);
      boolean coming = scan != null && outside.isComing(scan);
      state.set(SimilarityWords.why(scan, places.isEmpty(), coming));
      if (scan != null && !places.isEmpty()) {
        look.drop(scan, ColorMode.SIMILARITY);
      }
      return;
    }
    state.set("");
    start(
        new Question(scan, scan.cloud(), encoding.scan(), query.get(), scale.get(), smooth.get()));
  }

  private void start(Question question) {
    HeatMap last = shown.get();
    Question lastQuestion = answered;
    // The same question of another scan, or on another ramp: the cosine is what stays the same.
    boolean same = lastQuestion != null && lastQuestion.query().equals(question.query());
    double position = threshold.get();
    Double cosine = same && last != null && position > 0 ? last.cosine(position) : null;
    work.ask(question, position, cosine, this::publish);
  }

  private boolean isCurrent(Question question) {
    OpenScan scan = workspace.current();
    Encoding encoding = scan == null ? null : scan.encoding();
    return scan == question.scan()
        && scan.cloud() == question.cloud()
        && encoding != null
        && encoding.scan() == question.encoded();
  }

  private void publish(HeatWork.Answer answer) {
    Question question = answer.question();
    if (!isCurrent(question)) {
      return;
    }
    answered = question;
    shown.set(answer.map());
    put(question, answer.argb());
    adjusting = true;
    threshold.set(answer.threshold()); // its colours are in the answer
    adjusting = false;
    countAbove();
    if (!outside.isShownElsewhere()) {
      shows.show();
    }
  }

  private void put(Question question, int[] argb) {
    look.put(question.scan(), question.coloring(argb));
  }

  private void thresholdChanged() {
    if (adjusting) {
      return;
    }
    countAbove();
    if (shown.get() != null) {
      for (OpenScan scan : workspace.scans()) {
        if (scan != workspace.current()) {
          look.drop(scan, ColorMode.SIMILARITY);
        }
      }
      color();
    }
  }

  private void countAbove() {
    HeatMap map = shown.get();
    pointsAbove.set(map == null ? 0 : map.countAbove(threshold.get()));
  }

  private void color() {
    HeatMap map = shown.get();
    Question question = answered;
    if (map != null && question != null) {
      work.color(
          question,
          map,
          threshold.get(),
          argb -> {
            if (shown.get() == map && isCurrent(question)) {
              put(question, argb);
            }
          });
    }
  }
}
