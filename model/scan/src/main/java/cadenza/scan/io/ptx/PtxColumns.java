package cadenza.scan.io.ptx;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import cadenza.scan.io.Field;
import cadenza.scan.io.NumberParser;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.TextStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the numbers of a line are: `x y z`, then the intensity if there is one, then the colour if
/// there is one; judged by the first lines of the scans.
///
/// @param hasIntensity whether the fourth number is an intensity
/// @param hasColors whether the last three numbers are a colour
/// @param colorType bytes if all colours seen are, else a type that holds any number
/// @param world coordinates of some places in the world, `(places, 3)`, in metres
record PtxColumns(boolean hasIntensity, boolean hasColors, ScalarType colorType, double[] world) {
  private static final int LINES_A_SCAN = 40;
  private static final int LINES = 4000;
  private static final int COLOR_MAX = 255;

  static PtxColumns of(TextParts<PtxHeader> parts) throws IOException {
    Sample sample = new Sample();
    for (TextParts.Part<PtxHeader> part : parts.parts()) {
      sample.addStation(part.header());
      for (int i = 0; i < Math.min(LINES_A_SCAN, part.rows()) && sample.lines < LINES; i++) {
        sample.add(part.header(), parts.finder().line(part.firstLine() + i));
      }
    }
    int most = sample.mostNumbers;
    return new PtxColumns(
        most == 4 || most == 5 || most > 6,
        most > 5,
        sample.areBytes ? ScalarType.UINT8 : ScalarType.FLOAT32,
        Arrays.copyOf(sample.world, sample.worldLength));
  }

  /// The fields of a table for lines like these.
  List<Field> fields(boolean hasStations) {
    List<Field> fields = new ArrayList<>();
    for (String axis : List.of("x", "y", "z")) {
      fields.add(new Field(axis, ScalarType.FLOAT64));
    }
    if (hasIntensity) {
      fields.add(new Field(Attribute.INTENSITY, ScalarType.FLOAT32));
    }
    if (hasColors) {
      for (String color : List.of("red", "green", "blue")) {
        fields.add(new Field(color, colorType));
      }
    }
    if (hasStations) {
      fields.add(new Field(ScanContents.STATION, ScalarType.UINT16));
    }
    return fields;
  }

  /// The first lines of all scans.
  private static final class Sample {
    private final NumberParser parser = new NumberParser(TextStyle.PLAIN);
    private int lines;
    private int mostNumbers;
    private boolean areBytes = true;
    private double[] world = new double[64];
    private int worldLength;

    void addStation(PtxHeader header) {
      double[] matrix = header.world();
      addWorld(new double[] {matrix[3], matrix[7], matrix[11]});
    }

    private void addWorld(double[] point) {
      if (worldLength + 3 > world.length) {
        world = Arrays.copyOf(world, 2 * world.length);
      }
      System.arraycopy(point, 0, world, worldLength, 3);
      worldLength += 3;
    }

    void add(PtxHeader header, String line) {
      byte[] text = line.getBytes(StandardCharsets.ISO_8859_1);
      parser.line(text, 0, text.length);
      List<Double> numbers = new ArrayList<>();
      while (parser.next()) {
        numbers.add(parser.doubleValue());
      }
      lines++;
      if (parser.isMalformed() || numbers.size() < 3) {
        return;
      }
      mostNumbers = Math.max(mostNumbers, numbers.size());
      int firstColor = numbers.size() == 6 ? 3 : 4;
      for (double color : numbers.subList(Math.min(numbers.size(), firstColor), numbers.size())) {
        areBytes &= color >= 0 && color <= COLOR_MAX && color == Math.rint(color);
      }
      double[] point = {numbers.get(0), numbers.get(1), numbers.get(2)};
      if (point[0] != 0 || point[1] != 0 || point[2] != 0) {
        header.moveToWorld(point);
        addWorld(point);
      }
    }
  }
}
