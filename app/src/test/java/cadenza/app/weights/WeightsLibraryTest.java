package cadenza.app.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.sonata.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsLibraryTest {
  @TempDir Path folder;

  private WeightsLibrary library() {
    return new WeightsLibrary(OfficialCatalog.all(), folder, new Download());
  }

  @Test
  void everyEntryComesFromItsMakersOverASecureConnectionUnderALicence() {
    assertThat(library().catalog())
        .isNotEmpty()
        .allSatisfy(weights -> {
          assertThat(weights.source().toString())
              .startsWith(weights.origin() + "/resolve/main/")
              .startsWith("https://huggingface.co/");
          assertThat(weights.fileName()).isEqualTo(weights.name() + ".pth");
          assertThat(weights.licence().name()).isEqualTo("CC BY-NC 4.0");
          assertThat(weights.licence().meaning()).contains("Non-commercial");
        });
    assertThat(library().catalog()).extracting(OfficialWeights::name).doesNotHaveDuplicates();
    assertThat(library().find("sonata").get().sizeGuess())
        .isEqualTo("about 432 MB (108 million numbers)");
  }

  @Test
  void aBareNameStandsForTheDownloadedFile() throws Exception {
    assertThatThrownBy(() -> library().resolve(Path.of("sonata")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("cadenza weights get sonata");
    Path file = Files.createFile(folder.resolve("sonata.pth"));
    assertThat(library().resolve(Path.of("sonata"))).isEqualTo(file);
  }

  @Test
  void anythingElseStandsForItself() throws Exception {
    for (String given : new String[] {"sonata.pth", "./sonata", "/data/sonata", "mine"}) {
      assertThat(library().resolve(Path.of(given))).isEqualTo(Path.of(given));
    }
  }
}
