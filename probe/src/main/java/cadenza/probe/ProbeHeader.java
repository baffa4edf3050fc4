package cadenza.probe;

import cadenza.scan.io.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a probe's file says beside the weights, as JSON.
///
/// @param channels of each level
/// @param statistics whether it reads local statistics
record ProbeHeader(
    List<ProbeClass> classes, List<Integer> channels, boolean statistics, Provenance provenance) {
  private static final int FORMAT = 1;
  private static final int MOST_CHANNELS = 1 << 16;

  /// Floats that follow.
  long floats() {
    long ofClass = channels.stream().mapToLong(c -> c).sum() + 1;
    return classes.size() * (ofClass + (statistics ? LocalStatistics.CHANNELS : 0));
  }

  static String write(LinearProbe probe) {
    Provenance from = probe.provenance();
    TrainSettings settings = from.settings();
    String classes =
        probe.classes().stream()
            .map(c ->
                "{\"id\":%d,\"name\":%s,\"argb\":%d}"
                    .formatted(c.id(), Json.quoted(c.name()), c.argb()))
            .collect(Collectors.joining(","));
    List<String> channels = new ArrayList<>();
    for (int s = 0; s < probe.levelWeights().size(); s++) {
      channels.add(Integer.toString(probe.channels(s)));
    }
    String labelled =
        from.labelledVoxels().entrySet().stream()
            .map(e -> Json.quoted(e.getKey()) + ":" + e.getValue())
            .collect(Collectors.joining(","));
    String scans = from.scans().stream().map(Json::quoted).collect(Collectors.joining(","));
    return "{\"format\":"
        + FORMAT
        + ",\"kind\":\"linear\",\"classes\":["
        + classes
        + "],\"channels\":["
        + String.join(",", channels)
        + "],\"localStatistics\":"
        + (probe.statisticsWeights() != null)
        + ",\"weights\":{\"name\":"
        + Json.quoted(probe.source().weightsName())
        + ",\"sha256\":"
        + Json.quoted(probe.source().weightsSha256())
        + "},\"gridSizeMeters\":"
        + probe.source().gridSizeMeters()
        + ",\"scans\":["
        + scans
        + "],\"labelledVoxels\":{"
        + labelled
        + "},\"settings\":{\"strength\":"
        + settings.strength()
        + ",\"balanced\":"
        + settings.balanced()
        + ",\"mostExamples\":"
        + settings.mostExamples()
        + ",\"seed\":\""
        + settings.seed()
        + "\"},\"version\":"
        + Json.quoted(from.version())
        + ",\"trainedAt\":"
        + Json.quoted(from.trainedAt().toString())
        + "}";
  }

  static ProbeHeader parse(byte[] text) throws DamagedProbeException {
    try {
      Json json = Json.parse(text);
      int format = json.get("format").whole(-1);
      if (format > FORMAT) {
        throw new DamagedProbeException(
            "was written by a newer Cadenza", "Use that, or train the probe again with this one.");
      }
      if (!json.get("kind").text("").equals("linear")) {
        throw new DamagedProbeException(
            "is a probe of a kind this Cadenza does not know", "Use the Cadenza that wrote it.");
      }
      List<ProbeClass> classes = new ArrayList<>();
      for (int k = 0; k < json.get("classes").size(); k++) {
        Json c = json.get("classes").at(k);
        classes.add(
            new ProbeClass(
                c.get("id").whole(0), c.get("name").text(""), c.get("argb").whole(0xff808080)));
      }
      List<Integer> channels = new ArrayList<>();
      for (double c : json.get("channels").numbers()) {
        if (!(c >= 1 && c <= MOST_CHANNELS)) {
          throw DamagedProbeException.truncated();
        }
        channels.add((int) c);
      }
      if (classes.isEmpty() || classes.size() > LinearProbe.MOST_CLASSES || channels.isEmpty()) {
        throw DamagedProbeException.truncated();
      }
      boolean statistics = json.get("localStatistics").flag(false);
      return new ProbeHeader(classes, channels, statistics, provenance(json, statistics));
    } catch (IllegalArgumentException | DateTimeException e) {
      DamagedProbeException damaged = DamagedProbeException.truncated();
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static Provenance provenance(Json json, boolean statistics) {
    Json weights = json.get("weights");
    FeatureSource source =
        new FeatureSource(
            weights.get("name").text(""),
            weights.get("sha256").text(""),
            json.get("gridSizeMeters").number(0));
    List<String> scans = new ArrayList<>();
    for (int i = 0; i < json.get("scans").size(); i++) {
      scans.add(json.get("scans").at(i).text(""));
    }
    Map<String, Integer> labelled = new LinkedHashMap<>();
    for (String name : json.get("labelledVoxels").names()) {
      labelled.put(name, json.get("labelledVoxels").get(name).whole(0));
    }
    Json settings = json.get("settings");
    return new Provenance(
        source,
        scans,
        labelled,
        new TrainSettings(
            settings.get("strength").number(0),
            statistics,
            settings.get("balanced").flag(true),
            settings.get("mostExamples").whole(0),
            Long.parseLong(settings.get("seed").text(""))),
        json.get("version").text(""),
        Instant.parse(json.get("trainedAt").text("")));
  }
}
