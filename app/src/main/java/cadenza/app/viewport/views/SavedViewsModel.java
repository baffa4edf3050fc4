package cadenza.app.viewport.views;

import cadenza.app.settings.SavedView;
import cadenza.app.settings.Settings;
import cadenza.app.viewport.Place;
import cadenza.app.viewport.ViewportModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/// The views kept of the shown scan. The settings keep them, by the path of the scan's file, or
/// whoever else is asked to.
public final class SavedViewsModel {
  private static final Comparator<SavedView> ORDER =
      Comparator.comparingInt(view -> view.slot() == 0 ? Integer.MAX_VALUE : view.slot());

  private final ViewportModel viewport;
  private final Settings settings;
  private final Runnable onSaved;
  private @Nullable ViewKeeper keeper;
  private final ReadOnlyObjectWrapper<List<SavedView>> views =
      new ReadOnlyObjectWrapper<>(List.of());

  /// @param onSaved told when the settings have changed, to write them
  public SavedViewsModel(ViewportModel viewport, Settings settings, Runnable onSaved) {
    this.viewport = viewport;
    this.settings = settings;
    this.onSaved = onSaved;
    ChangeListener<@Nullable Place> placeChanged = (property, old, now) -> read(now);
    viewport.placeProperty().addListener(placeChanged);
    read(viewport.placeProperty().get());
  }

  /// From now on another one keeps the views.
  public void keepIn(ViewKeeper other) {
    keeper = other;
    refresh();
  }

  /// Another one keeps the views, or the same one others.
  public void refresh() {
    read(viewport.placeProperty().get());
  }

  /// The views that are kept have changed, by undoing perhaps.
  public void changed() {
    refresh();
    Place place = viewport.placeProperty().get();
    if (place != null && keeper != null && !keeper.isLasting()) {
      keeper.views(place.scan()).ifPresent(kept -> keepInSettings(place, kept));
    }
  }

  private void keepInSettings(Place place, List<SavedView> kept) {
    settings.saveViews(key(place), kept);
    onSaved.run();
  }

  /// Views of the shown scan, those with keys first.
  public ReadOnlyObjectProperty<List<SavedView>> viewsProperty() {
    return views.getReadOnlyProperty();
  }

  public List<SavedView> views() {
    return views.get();
  }

  /// The view that a key goes to.
  public Optional<SavedView> at(int slot) {
    return views.get().stream().filter(view -> view.slot() == slot).findFirst();
  }

  /// Keeps the present view under the lowest free key; without a key once all are taken.
  public void save() {
    int slot = 1;
    while (slot <= SavedView.SLOTS && at(slot).isPresent()) {
      slot++;
    }
    saveAt(slot > SavedView.SLOTS ? 0 : slot);
  }

  /// Keeps the present view under a key, in the place of the one that was there, whose name it
  /// takes.
  public void saveAt(int slot) {
    Optional<SavedView> old = slot == 0 ? Optional.empty() : at(slot);
    String name = old.map(SavedView::name).orElseGet(() -> freeName(slot));
    List<SavedView> all = without(view -> old.filter(one -> one == view).isPresent());
    all.add(new SavedView(name, slot, viewport.camera()));
    store(all);
  }

  private String freeName(int slot) {
    int number = slot == 0 ? views.get().size() + 1 : slot;
    while (isTaken("View " + number)) {
      number++;
    }
    return "View " + number;
  }

  private boolean isTaken(String name) {
    return views.get().stream().anyMatch(view -> view.name().equals(name));
  }

  public void goTo(SavedView view) {
    viewport.glideTo(view.camera());
  }

  /// Gives a view another name; a blank one changes nothing.
  public void rename(SavedView view, String name) {
    if (!name.isBlank()) {
      List<SavedView> all = without(one -> one == view);
      all.add(view.named(name));
      store(all);
    }
  }

  public void delete(SavedView view) {
    store(without(one -> one == view));
  }

  private List<SavedView> without(Predicate<SavedView> unwanted) {
    return new ArrayList<>(views.get().stream().filter(unwanted.negate()).toList());
  }

  private void store(List<SavedView> wanted) {
    Place place = viewport.placeProperty().get();
    if (place != null) {
      List<SavedView> sorted = wanted.stream().sorted(ORDER).toList();
      boolean lasting =
          keeper != null && keeper.keep(place.scan(), views.get(), sorted) && keeper.isLasting();
      if (!lasting) {
        keepInSettings(place, sorted);
      }
      views.set(sorted);
    }
  }

  private void read(@Nullable Place place) {
    if (place == null) {
      views.set(List.of());
    } else {
      Optional<List<SavedView>> kept =
          keeper == null ? Optional.empty() : keeper.views(place.scan());
      views.set(kept.orElseGet(() -> settings.savedViews().getOrDefault(key(place), List.of())));
    }
  }

  private static String key(Place place) {
    return place
        .scan()
        .file()
        .map(file -> file.toString())
        .orElseGet(() -> "bundled:" + place.scan().name());
  }
}
