package cadenza.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.FeaturePyramid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
  @TempDir Path directory;

  private static FeaturePyramid features(float value) {
    return new FeaturePyramid(
        List.of(
            new FeaturePyramid.Features(2, new float[] {value, 1, 2, 3}, new int[] {0, 0}),
            new FeaturePyramid.Features(1, new float[] {value}, new int[0])));
  }

  @Test
  void whatIsKeptComesBack() {
    FeatureCache cache = new FeatureCache(directory.resolve("new/folder"), 1 << 20);
    assertThat(cache.get("a")).isEmpty();
    assertThat(cache.put("a", features(7))).isTrue();
    FeaturePyramid back = cache.get("a").orElseThrow();
    assertThat(back.levels()).hasSize(2);
    assertThat(back.levels().get(0).values()).containsExactly(7, 1, 2, 3);
    assertThat(back.levels().get(0).parents()).containsExactly(0, 0);
    assertThat(back.levels().get(1).values()).containsExactly(7);
  }

  @Test
  void aDamagedFileCountsAsAbsentAndGoes() throws Exception {
    FeatureCache cache = new FeatureCache(directory, 1 << 20);
    cache.put("a", features(7));
    Path file = directory.resolve("a.npz");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(cache.get("a")).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void theLeastRecentlyUsedGoFirst() throws Exception {
    FeatureCache probe = new FeatureCache(directory.resolve("size"), 1 << 20);
    probe.put("x", features(0));
    long size = Files.size(directory.resolve("size/x.npz"));

    FeatureCache cache = new FeatureCache(directory, 2 * size);
    cache.put("old", features(1));
    cache.put("older", features(2));
    Files.setLastModifiedTime(directory.resolve("old.npz"), FileTime.fromMillis(2000));
    Files.setLastModifiedTime(directory.resolve("older.npz"), FileTime.fromMillis(1000));
    assertThat(cache.get("older")).as("using it makes it young").isPresent();
    cache.put("new", features(3));
    assertThat(directory.resolve("old.npz")).doesNotExist();
    assertThat(directory.resolve("older.npz")).exists();
    assertThat(directory.resolve("new.npz")).exists();
  }

  @Test
  void aFolderThatCannotBeMadeCostsOnlyTheSaving() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    FeatureCache cache = new FeatureCache(file.resolve("below"), 1 << 20);
    assertThat(cache.put("a", features(1))).isFalse();
    assertThat(cache.get("a")).isEmpty();
  }
}
