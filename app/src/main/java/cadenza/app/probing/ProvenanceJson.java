package cadenza.app.probing;

import cadenza.probe.Provenance;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where a probe comes from, for whoever reads a project without this program.
public final class ProvenanceJson {
  private ProvenanceJson() {}

  public static String of(Provenance provenance) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("weights", provenance.source().weightsName());
    all.put("weightsSha256", provenance.source().weightsSha256());
    all.put("gridSizeMeters", provenance.source().gridSizeMeters());
    all.put("scans", provenance.scans());
    all.put("labelledVoxels", provenance.labelledVoxels());
    all.put("strength", provenance.settings().strength());
    all.put("localStatistics", provenance.settings().localStatistics());
    all.put("seed", provenance.settings().seed());
    all.put("version", provenance.version());
    all.put("trainedAt", provenance.trainedAt().toString());
    try {
      return new ObjectMapper().writeValueAsString(all);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
