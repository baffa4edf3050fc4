package cadenza.sonata.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void listsAndMapsLookAsJavaShowsThem() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", List.of(1, 2.5, true));
    map.put("b", Map.of("c\n", "\"d\""));
    assertThat(Wording.plain(map)).isEqualTo("{a=[1, 2.5, true], b={c\\n=\\\"d\\\"}}");
    assertThat(Wording.plain(List.of())).isEqualTo("[]");
    assertThat(Wording.plain(Map.of())).isEqualTo("{}");
    assertThat(Wording.quoted(null)).isEqualTo("\"null\"");
  }

  @Test
  void whatFitsALineIsNotCut() {
    assertThat(Wording.plain("x".repeat(80))).isEqualTo("x".repeat(80));
    assertThat(Wording.plain("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
    assertThat(Wording.plain(List.of("x".repeat(78)))).isEqualTo("[" + "x".repeat(78) + "]");
    assertThat(Wording.plain(List.of("x".repeat(79)))).isEqualTo("[" + "x".repeat(79) + "...");
    assertThat(Wording.plain(List.of("x".repeat(40), "y".repeat(80))))
        .isEqualTo("[" + "x".repeat(40) + ", " + "y".repeat(37) + "...");
  }

  @Test
  void noMoreIsLookedAtThanFitsTheLine() {
    String text = "x".repeat(1 << 20);
    List<Object> gigabytes = Collections.nCopies(4000, text);
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("a", nested);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    String list = Wording.plain(gigabytes);
    String map = Wording.plain(Map.of("k", gigabytes));
    String brackets = Wording.plain(endless);
    String braces = Wording.plain(nested);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    assertThat(list).isEqualTo("[" + "x".repeat(79) + "...");
    assertThat(map).isEqualTo("{k=[" + "x".repeat(76) + "...");
    assertThat(brackets).isEqualTo("[".repeat(80) + "...");
    assertThat(braces).isEqualTo("{a=".repeat(26) + "{a...");
  }
}
