package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {
  private static NumberParser at(String token) {
    NumberParser parser = new NumberParser(TextStyle.PLAIN);
    byte[] bytes = token.getBytes(StandardCharsets.ISO_8859_1);
    parser.line(bytes, 0, bytes.length);
    assertThat(parser.next()).isTrue();
    return parser;
  }

  private static void assertSameAsTheJdk(String token) {
    assertThat(Float.floatToRawIntBits(at(token).floatValue()))
        .as(token)
        .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(token)));
    assertThat(Double.doubleToRawLongBits(at(token).doubleValue()))
        .as(token)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(token)));
  }

  @Test
  void randomNumbersInManySpellingsAreCorrectlyRounded() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      double wide = Double.longBitsToDouble(random.nextLong());
      double near = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 2);
      String token =
          switch (i % 7) {
            case 0 -> Float.toString(any);
            case 1 -> Double.toString(wide);
            case 2 -> String.format(Locale.ROOT, "%." + random.nextInt(12) + "f", near);
            case 3 -> String.format(Locale.ROOT, "%.18e", near);
            case 4 -> Double.toString(near);
            case 5 -> Long.toString(random.nextLong() >> random.nextInt(63));
            default -> "%d.%de%d".formatted(i, random.nextInt(1 << 30), random.nextInt(90) - 45);
          };
      if (!token.contains("N") && !token.contains("I")) {
        assertSameAsTheJdk(token);
      }
    }
  }

  @Test
  void numbersInTheMiddleBetweenTwoFloatsRoundAsTheJdkDoes() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      float low = Math.abs(Float.intBitsToFloat(random.nextInt()));
      if (Float.isFinite(low)) {
        BigDecimal middle =
            new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(new BigDecimal(2));
        String exact = middle.toString();
        assertSameAsTheJdk(exact);
        assertSameAsTheJdk(middle.round(new MathContext(17)).toString());
        assertSameAsTheJdk(
            exact.contains("E") ? exact : exact + (exact.contains(".") ? "1" : ".1"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0.0",
        "-0e5",
        ".5",
        "5.",
        "-.5e-3",
        "1e22",
        "1e23",
        "9007199254740993",
        "16777217",
        "3.4028235e38",
        "3.4028236e38",
        "1e39",
        "1.4e-45",
        "0.7e-45",
        "1e-400",
        "1e400",
        "1.17549435e-38",
        "00000000000000000000000001.5",
        "0.00000000000000000000000000000000012",
        "123456789012345678901234567890",
        "1e00000000005",
        "2.2250738585072014e-308",
        "1e99999999999"
      })
  void cornersAreReadAsTheJdkReadsThem(String token) {
    assertSameAsTheJdk(token);
  }

  @Test
  void infinityAndNotANumberAreReadInTheSpellingsOfCLibraries() {
    for (String token : new String[] {"nan", "NaN", "-nan", "nan(0x1)", "1.#QNAN", "-1.#IND"}) {
      assertThat(at(token).floatValue()).as(token).isNaN();
      assertThat(at(token).isMalformed()).isFalse();
    }
    assertThat(at("inf").doubleValue()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(at("-Infinity").doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(at("1.#INF").floatValue()).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x", "1x", "1e", "1e+", "--1", "1.2.3", ".", "+", "-", "1f", "0x10", "1d", "e5", "1,5"
      })
  void whatIsNoNumberIsMalformed(String token) {
    NumberParser parser = at(token);
    parser.doubleValue();
    assertThat(parser.isMalformed()).isTrue();
    NumberParser again = at(token);
    again.longValue();
    assertThat(again.isMalformed()).isTrue();
  }

  @Test
  void integersKeepAll64Bits() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(63);
      assertThat(at(Long.toString(value)).longValue()).isEqualTo(value);
      assertThat(at(Long.toUnsignedString(value)).unsignedLongValue()).isEqualTo(value);
    }
    assertThat(at("9223372036854775807").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(at("99999999999999999999").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(at("99999999999999999999").unsignedLongValue()).isEqualTo(-1);
    assertThat(at("1e999999999").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(at("-5").unsignedLongValue()).isZero();
    assertThat(at("12.9").longValue()).isEqualTo(12);
    assertThat(at("-1.29e1").longValue()).isEqualTo(-12);
    assertThat(at("0e99999").longValue()).isZero();
  }

  @Test
  void tokensArePartedByTheSeparatorsOfTheStyle() {
    NumberParser parser = new NumberParser(new TextStyle(";", true, false));
    byte[] line = "xx 1,5;\t-2;3 xx".getBytes(StandardCharsets.US_ASCII);
    parser.line(line, 3, line.length - 3);
    double[] values = new double[3];
    for (int i = 0; i < 3; i++) {
      assertThat(parser.next()).isTrue();
      values[i] = parser.doubleValue();
    }
    assertThat(values).containsExactly(1.5, -2, 3);
    assertThat(parser.next()).isFalse();
  }
}
