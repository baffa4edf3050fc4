package cadenza.probe;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a probe comes from.
///
/// @param scans names of the scans with labels it learnt from
/// @param labelledVoxels how many voxels were labelled, by name of class
/// @param version of Cadenza
public record Provenance(
    FeatureSource source,
    List<String> scans,
    Map<String, Integer> labelledVoxels,
    TrainSettings settings,
    String version,
    Instant trainedAt) {
  public Provenance {
    scans = List.copyOf(scans);
    labelledVoxels = Collections.unmodifiableMap(new LinkedHashMap<>(labelledVoxels));
  }
}
