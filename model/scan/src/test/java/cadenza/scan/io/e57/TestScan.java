package cadenza.scan.io.e57;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A scan for a test file: the XML that describes it and the streams of its points.
final class TestScan {
  final StringBuilder xml = new StringBuilder();
  final StringBuilder prototype = new StringBuilder();
  final List<byte[]> streams = new ArrayList<>();
  final List<Double> bytesPerPoint = new ArrayList<>();
  long recordCount;

  TestScan(String name, long recordCount) {
    this.recordCount = recordCount;
    xml.append("<name type=\"String\"><![CDATA[%s]]></name>".formatted(name));
  }

  TestScan xml(String more) {
    xml.append(more);
    return this;
  }

  TestScan pose(double w, double x, double y, double z, double... translation) {
    return xml(
        ("<pose type=\"Structure\"><rotation type=\"Structure\">"
            + four("w", w, "x", x, "y", y, "z", z)
            + "</rotation><translation type=\"Structure\">"
            + four("x", translation[0], "y", translation[1], "z", translation[2])
            + "</translation></pose>"));
  }

  TestScan colorLimits(double low, double high) {
    StringBuilder limits = new StringBuilder("<colorLimits type=\"Structure\">");
    for (String color : List.of("Red", "Green", "Blue")) {
      limits.append(four("color" + color + "Minimum", low, "color" + color + "Maximum", high));
    }
    return xml(limits.append("</colorLimits>").toString());
  }

  /// Elements of names and numbers; zeros are left to be understood, as writers do.
  private static String four(Object... namesAndValues) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      double value = (Double) namesAndValues[i + 1];
      text.append(
          value == 0
              ? "<%s type=\"Float\"/>".formatted(namesAndValues[i])
              : "<%1$s type=\"Float\">%2$s</%1$s>".formatted(namesAndValues[i], value));
    }
    return text.toString();
  }

  /// Integers from `minimum` to `maximum`.
  TestScan integers(String name, long minimum, long maximum, long... values) {
    return bits(
        "<%s type=\"Integer\" minimum=\"%d\" maximum=\"%d\"/>".formatted(name, minimum, maximum),
        minimum,
        maximum,
        values);
  }

  /// Integers that stand for `integer * scale + offset`.
  TestScan scaled(
      String name, long minimum, long maximum, double scale, double offset, long... values) {
    return bits(
        "<%s type=\"ScaledInteger\" minimum=\"%d\" maximum=\"%d\" scale=\"%s\" offset=\"%s\"/>"
            .formatted(name, minimum, maximum, scale, offset),
        minimum,
        maximum,
        values);
  }

  private TestScan bits(String element, long minimum, long maximum, long... values) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(maximum - minimum);
    BitWriter out = new BitWriter();
    for (long value : values) {
      out.write(value - minimum, bits);
    }
    prototype.append(element);
    streams.add(out.bytes());
    bytesPerPoint.add(bits / 8.0);
    return this;
  }

  TestScan singles(String name, double... values) {
    BitWriter out = new BitWriter();
    for (double value : values) {
      out.write(Float.floatToRawIntBits((float) value), Float.SIZE);
    }
    prototype.append("<%s type=\"Float\" precision=\"single\"/>".formatted(name));
    streams.add(out.bytes());
    bytesPerPoint.add(4.0);
    return this;
  }

  TestScan doubles(String name, double... values) {
    BitWriter out = new BitWriter();
    for (double value : values) {
      out.write(Double.doubleToRawLongBits(value), Double.SIZE);
    }
    prototype.append("<%s type=\"Float\"/>".formatted(name));
    streams.add(out.bytes());
    bytesPerPoint.add(8.0);
    return this;
  }

  TestScan texts(String name, String... values) {
    BitWriter out = new BitWriter();
    for (String value : values) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      if (utf8.length < 128) {
        out.write((long) utf8.length << 1, 8);
      } else {
        out.write((long) utf8.length << 1 | 1, 64);
      }
      for (byte b : utf8) {
        out.write(b, 8);
      }
    }
    prototype.append("<%s type=\"String\"/>".formatted(name));
    streams.add(out.bytes());
    bytesPerPoint.add(streams.getLast().length / (double) Math.max(1, values.length));
    return this;
  }

  /// x, y and z as floats, three numbers a point.
  TestScan cartesian(double... points) {
    for (int axis = 0; axis < 3; axis++) {
      double[] values = new double[points.length / 3];
      for (int i = 0; i < values.length; i++) {
        values[i] = points[3 * i + axis];
      }
      singles("cartesian" + "XYZ".toUpperCase(Locale.ROOT).charAt(axis), values);
    }
    return this;
  }
}
