package cadenza.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppFoldersTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void eachSystemHasItsCustom() {
    assertThat(AppFolders.of(Map.of(), HOME, "Linux").cache())
        .isEqualTo(Path.of("/home/ada/.cache/cadenza"));
    assertThat(AppFolders.of(Map.of("XDG_CACHE_HOME", "/fast"), HOME, "Linux").cache())
        .isEqualTo(Path.of("/fast/cadenza"));
    assertThat(AppFolders.of(Map.of(), HOME, "Mac OS X").config())
        .isEqualTo(Path.of("/home/ada/Library/Application Support/Cadenza"));
    assertThat(AppFolders.of(Map.of("LOCALAPPDATA", "/local"), HOME, "Windows 11").cache())
        .isEqualTo(Path.of("/local/Cadenza/cache"));
  }

  @Test
  void downloadedWeightsHaveAPlaceThatIsNotTheCache() {
    assertThat(AppFolders.of(Map.of(), HOME, "Linux").data())
        .isEqualTo(Path.of("/home/ada/.local/share/cadenza"));
    assertThat(AppFolders.of(Map.of("XDG_DATA_HOME", "/big"), HOME, "Linux").data())
        .isEqualTo(Path.of("/big/cadenza"));
    assertThat(AppFolders.of(Map.of(), HOME, "Mac OS X").data())
        .isEqualTo(Path.of("/home/ada/Library/Application Support/Cadenza/data"));
    assertThat(AppFolders.of(Map.of("LOCALAPPDATA", "/local"), HOME, "Windows 11").data())
        .isEqualTo(Path.of("/local/Cadenza/data"));
  }
}
