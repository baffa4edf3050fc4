package cadenza.app.similarity;

import cadenza.app.workspace.OpenScan;
import cadenza.probe.FeatureSource;
import cadenza.probe.SimilarityQuery;
import cadenza.scan.FeaturePyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The places that are asked about, in the order of the clicks.
final class Places {
  private final ObservableList<Place> all = FXCollections.observableArrayList();
  private final ObservableList<Place> view = FXCollections.unmodifiableObservableList(all);

  ObservableList<Place> view() {
    return view;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean anyAlike() {
    return all.stream().anyMatch(Place::alike);
  }

  List<Place> copy() {
    return List.copyOf(all);
  }

  void set(List<Place> places) {
    if (!all.equals(places)) {
      all.setAll(places);
    }
  }

  void add(Place place) {
    all.add(place);
  }

  /// Takes a place away; without one that the sought is like, nothing is left to ask.
  void remove(Place place) {
    all.remove(place);
    if (!anyAlike()) {
      all.clear();
    }
  }

  /// The scan is gone; what its places look like stays known.
  void closed(OpenScan scan) {
    set(all.stream().map(place -> place.scan() == scan ? place.withoutScan() : place).toList());
    set(all.stream().filter(place -> place.scan() != null || place.asked() != null).toList());
    keepAskable();
  }

  /// Places of points that the scan no longer has are nowhere.
  void pointsChanged(OpenScan scan) {
    set(all.stream().filter(place -> place.scan() != scan || place.isIn(scan)).toList());
    keepAskable();
  }

  private void keepAskable() {
    if (!all.isEmpty() && !anyAlike()) {
      all.clear();
    }
  }

  /// What the places ask of a scan, in its own features; empty if one of them was chosen on others
  /// and cannot be looked up anew.
  Optional<SimilarityQuery> query(FeatureSource source, FeaturePyramid scan) {
    set(all.stream().map(place -> isAsked(place, source) ? place : place.asNow()).toList());
    List<float[]> alike = new ArrayList<>();
    List<float[]> unlike = new ArrayList<>();
    for (Place place : all) {
      Place.Asked asked = place.asked();
      if (asked == null || !asked.source().matches(source)) {
        return Optional.empty();
      }
      (place.alike() ? alike : unlike).add(asked.feature());
    }
    return alike.isEmpty()
        ? Optional.empty()
        : Optional.of(SimilarityQuery.of(source, scan, alike, unlike));
  }

  private static boolean isAsked(Place place, FeatureSource source) {
    Place.Asked asked = place.asked();
    return asked != null && asked.source().matches(source);
  }
}
