package cadenza.app.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReleaseVersionTest {
  private static ReleaseVersion version(String text) {
    return ReleaseVersion.parse(text).orElseThrow();
  }

  @Test
  void versionsAreOrderedByNumbersNotByLetters() {
    List<String> rising =
        List.of(
            "0.1.0-SNAPSHOT",
            "0.1.0",
            "v0.1.1",
            "0.2",
            "0.9.3",
            "0.10.0-alpha",
            "0.10.0-alpha.1",
            "0.10.0-alpha.beta",
            "0.10.0-beta.2",
            "0.10.0-beta.11",
            "0.10.0-rc.1",
            "0.10.0",
            "1.0.0",
            "V10.0");
    List<String> mixed = new ArrayList<>(rising);
    Collections.shuffle(mixed, new Random(3));
    mixed.sort((a, b) -> version(a).compareTo(version(b)));
    assertThat(mixed).isEqualTo(rising);
  }

  @Test
  void missingNumbersAreZeroAndBuildsDoNotCount() {
    assertThat(version("1.2")).isEqualByComparingTo(version("v1.2.0"));
    assertThat(version("1.2.0+build.7")).isEqualByComparingTo(version("1.2.0"));
  }

  @Test
  void whatIsNoVersionIsNone() {
    for (String text :
        List.of("", "latest", "1.", "1..2", "development build", "1.2.x", "9999999999")) {
      assertThat(ReleaseVersion.parse(text)).as(text).isEmpty();
    }
  }
}
