package cadenza.scan.io.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.io.FileBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {
  @TempDir Path directory;

  private List<List<String>> words(String text) throws Exception {
    List<List<String>> all = new ArrayList<>();
    Path file = Files.writeString(directory.resolve("a"), text);
    try (FileBytes bytes = FileBytes.open(file)) {
      TextLines lines = new TextLines(bytes);
      while (lines.nextLine()) {
        List<String> words = new ArrayList<>();
        while (lines.nextWord()) {
          words.add(lines.word());
        }
        all.add(words);
      }
    }
    return all;
  }

  @Test
  void linesEndInEveryWay() throws Exception {
    assertThat(words("a b\nc\r\n\r\nd\re"))
        .filteredOn(line -> !line.isEmpty())
        .containsExactly(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e"));
    assertThat(words("")).isEmpty();
    assertThat(words(" \t a\tb  ")).containsExactly(List.of("a", "b"));
  }

  @Test
  void aBackslashJoinsLines() throws Exception {
    assertThat(words("a \\\nb\\\r\nc\nd\\"))
        .containsExactly(List.of("a", "b", "c"), List.of("d\\"));
  }

  @Test
  void linesLieAcrossTheEdgesOfBuffers() throws Exception {
    for (int length : new int[] {(1 << 20) - 2, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20}) {
      String word = "x".repeat(length);
      assertThat(words(word + "\nb\n")).containsExactly(List.of(word), List.of("b"));
      assertThat(words(word + "\\\nb\nc")).containsExactly(List.of(word, "b"), List.of("c"));
      assertThat(words(word + "\\\r\nb\nc"))
          .filteredOn(line -> !line.isEmpty())
          .containsExactly(List.of(word, "b"), List.of("c"));
    }
  }

  @Test
  void aLineWithoutEndIsCutAndEnds() throws Exception {
    assertThat(words("y".repeat(40 << 20))).hasSizeBetween(2, 4);
  }
}
