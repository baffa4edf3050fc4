package cadenza.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesTest {
  @TempDir Path folder;

  @Test
  void clearingFreesAllAndKeepsTheFolder() throws IOException {
    Path cache = folder.resolve("cadenza");
    Files.createDirectories(cache.resolve("features"));
    Files.write(cache.resolve("features").resolve("a.npz"), new byte[700]);
    Files.write(cache.resolve("sample-room.ply"), new byte[300]);
    Caches caches = new Caches(cache);

    assertThat(caches.bytes()).isEqualTo(1000);
    assertThat(caches.clear()).isEqualTo(1000);
    assertThat(caches.bytes()).isZero();
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void linksAreDeletedNotFollowed() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("projects"));
    Path kept = Files.write(outside.resolve("mine.cadenza"), new byte[50]);
    Path cache = Files.createDirectories(folder.resolve("cache"));
    Files.createSymbolicLink(cache.resolve("link"), outside);

    new Caches(cache).clear();

    assertThat(kept).hasSize(50);
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void aFolderThatWasNeverMadeIsEmpty() throws IOException {
    Caches caches = new Caches(folder.resolve("none"));
    assertThat(caches.bytes()).isZero();
    assertThat(caches.clear()).isZero();
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
