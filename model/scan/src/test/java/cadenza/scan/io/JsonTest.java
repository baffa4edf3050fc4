package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static Json parse(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everythingThatJsonHoldsIsRead() {
    Json json =
        parse(
            """
            \ufeff {"name": "caf\u00e9 \\u00e9\\n\\"\\\\\\/", "numbers": [1, -2.5e3, 0], "mixed": [1, "two",
              {"three": [[]]}, null, true], "empty": {}, "no": false, "whole": 7, "half": 0.5}
            """);
    assertThat(json.get("name").text("")).isEqualTo("caf\u00e9 \u00e9\n\"\\/");
    assertThat(json.get("numbers").numbers()).containsExactly(1, -2500, 0);
    assertThat(json.get("numbers").at(1).number(0)).isEqualTo(-2500);
    assertThat(json.get("mixed").size()).isEqualTo(5);
    assertThat(json.get("mixed").at(0).whole(-1)).isEqualTo(1);
    assertThat(json.get("mixed").at(2).get("three").at(0).size()).isZero();
    assertThat(json.get("mixed").at(4).flag(false)).isTrue();
    assertThat(json.get("no").flag(true)).isFalse();
    assertThat(json.get("whole").whole(-1)).isEqualTo(7);
    assertThat(json.get("half").whole(-1)).isEqualTo(-1);
    assertThat(json.names())
        .containsExactly("name", "numbers", "mixed", "empty", "no", "whole", "half");
  }

  @Test
  void whatIsNotThereIsMissing() {
    Json json = parse("{\"a\": [{}]}");
    assertThat(json.get("b").at(3).get("c").isMissing()).isTrue();
    assertThat(json.get("a").at(-1).isMissing()).isTrue();
    assertThat(json.get("a").text("none")).isEqualTo("none");
    assertThat(json.get("a").numbers()).isEmpty();
    assertThat(json.get("a").names()).isEmpty();
  }

  @Test
  void whatIsNoJsonIsSaidWithItsPlace() {
    String[][] cases = {
      {"", "character 1: the text ends too early"},
      {"{\"a\": 1", "character 8: the text ends too early"},
      {"{a: 1}", "character 2: a name in quotes is missing"},
      {"[1, 2,]", "character 7: this is no value"},
      {"[1 2]", "character 4: \"]\" is missing"},
      {"\"abc", "the text ends inside a string"},
      {"\"\\x\"", "an unknown escape"},
      {"\"\\u12", "an escape is cut short"},
      {"nul", "\"null\" is misspelt"},
      {"1 2", "something follows the end"},
      {"--1", "this is no value"},
    };
    for (String[] example : cases) {
      assertThatThrownBy(() -> parse(example[0]))
          .as(example[0])
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(example[1]);
    }
  }

  @Test
  void textsMadeToExhaustAreRefused() {
    assertThatThrownBy(() -> parse("[".repeat(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested more than 200 levels");
    assertThatThrownBy(() -> parse("[" + "{},".repeat(3_000_000) + "{}]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 2000000 values");
    assertThat(parse("[" + "1,".repeat(3_000_000) + "1]").numbers()).hasSize(3_000_001);
  }

  @Test
  void stringsAreWrittenAsTheyAreRead() {
    String odd = "a\"b\\c\n\t\u0001 \u00e4 \ud83e\ude91";
    assertThat(parse(Json.quoted(odd)).text("")).isEqualTo(odd);
  }
}
