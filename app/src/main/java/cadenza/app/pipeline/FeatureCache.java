package cadenza.app.pipeline;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Features kept on disk, so that a scan that was encoded before shows its colours at once.
///
/// One `.npz` a scan and setting, named by the hash of everything that decides the features. The
/// least recently used files go when the folder passes its limit. A damaged file counts as absent
/// and is deleted; a disk that cannot be written to costs the saving, never the result.
public final class FeatureCache {
  private final Path folder;
  private final long limitBytes;

  public FeatureCache(Path folder, long limitBytes) {
    this.folder = folder;
    this.limitBytes = limitBytes;
  }

  private Path file(String key) {
    return folder.resolve(key + ".npz");
  }

  /// Features stored under a key, if they are there and whole.
  public Optional<FeaturePyramid> get(String key) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      FeaturePyramid features = decode(Npz.read(file));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(features);
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException damaged) {
      deleteQuietly(file);
      return Optional.empty();
    }
  }

  /// Stores features and makes room if need be.
  ///
  /// @return false if the disk did not take them
  public boolean put(String key, FeaturePyramid features) {
    try {
      Files.createDirectories(folder);
      Npz.write(file(key), encode(features));
      trim();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void trim() throws IOException {
    record Entry(Path file, long bytes, FileTime used) {}
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.npz")) {
      for (Path file : files) {
        entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
      }
    }
    entries.sort(Comparator.comparing(Entry::used).reversed());
    long total = 0;
    for (Entry entry : entries) {
      total += entry.bytes();
      if (total > limitBytes) {
        deleteQuietly(entry.file());
      }
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The file stays; it will be tried again at the next use.
    }
  }

  private static Map<String, NpyArray> encode(FeaturePyramid features) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (int k = 0; k < features.levels().size(); k++) {
      FeaturePyramid.Features level = features.levels().get(k);
      arrays.put("s" + k + "_feat", NpyArray.of(level.values(), level.rows(), level.channels()));
      long[] parents = Arrays.stream(level.parents()).asLongStream().toArray();
      arrays.put("s" + k + "_cluster", NpyArray.of(parents, parents.length));
    }
    return arrays;
  }

  private static FeaturePyramid decode(Map<String, NpyArray> arrays) {
    List<FeaturePyramid.Features> levels = new ArrayList<>();
    for (int k = 0; ; k++) {
      NpyArray values = arrays.get("s" + k + "_feat");
      NpyArray parents = arrays.get("s" + k + "_cluster");
      if (values == null || parents == null) {
        if (levels.isEmpty()) {
          throw new IllegalArgumentException("no level in it");
        }
        return new FeaturePyramid(levels);
      }
      levels.add(new FeaturePyramid.Features(values.shape()[1], values.floats(), parents.ints()));
    }
  }
}
