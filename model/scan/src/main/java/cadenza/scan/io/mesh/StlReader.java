package cadenza.scan.io.mesh;

import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.NumberParser;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanReader;
import cadenza.scan.io.TextStyle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads STL, ascii and binary: the surface sampled with points ([SurfaceSampler]), with the
/// normals of its triangles.
///
/// Binary files may begin with the word "solid" too, so that word alone decides nothing: where the
/// size is what the count of triangles asks for, a file is binary.
public final class StlReader implements ScanReader {
  private static final int HEADER_BYTES = 84;
  private static final int TRIANGLE_BYTES = 50;
  private static final int BLOCK_TRIANGLES = 1 << 14;
  private static final int LINES_BETWEEN_LOOKS = 1 << 14;

  private final Density density;

  public StlReader() {
    this(Density.OF_ROOMS);
  }

  StlReader(Density density) {
    this.density = density;
  }

  @Override
  public String format() {
    return "stl";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("stl");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    if (isAscii(head)) {
      return Match.CERTAIN;
    }
    boolean isNamed = fileName.toLowerCase(Locale.ROOT).endsWith(".stl");
    return isNamed && head.length >= HEADER_BYTES ? Match.POSSIBLE : Match.NO;
  }

  @Override
  public Match sniff(byte[] head, Path file) {
    try {
      long size = Files.size(file);
      if (head.length >= HEADER_BYTES && size > HEADER_BYTES && size == promisedBytes(head)) {
        return Match.CERTAIN;
      }
    } catch (IOException e) {
      return Match.NO; // reading it will tell
    }
    return sniff(head, String.valueOf(file.getFileName()));
  }

  private static long promisedBytes(byte[] head) {
    return HEADER_BYTES + TRIANGLE_BYTES * count(head);
  }

  private static long count(byte[] head) {
    return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(80) & 0xffffffffL;
  }

  /// True if the words are those of a text: "solid" and then a facet or the end, and no zeros.
  private static boolean isAscii(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    String bare = text.stripLeading();
    return bare.startsWith("solid")
        && text.indexOf('\0') < 0
        && (bare.indexOf("facet", 5) > 0 || bare.indexOf("endsolid", 5) > 0);
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    List<String> warnings = new ArrayList<>();
    MeshBuilder mesh = new MeshBuilder(false);
    String encoding;
    try (FileBytes bytes = FileBytes.open(file)) {
      byte[] head = bytes.read(0, 4096);
      boolean isBinary = head.length >= HEADER_BYTES && bytes.size() == promisedBytes(head);
      if (!isBinary && isAscii(head)) {
        readText(bytes, mesh, warnings, progress.slice(0, 0.6));
        encoding = "ascii";
      } else {
        readBinary(bytes, head, mesh, warnings, progress.slice(0, 0.6));
        encoding = "binary";
      }
    }
    Mesh built = mesh.build(List.of());
    return new MeshScan("stl", encoding, density, options, warnings)
        .of(built, mesh.outside(), progress.slice(0.6, 1));
  }

  private static void readBinary(
      FileBytes file, byte[] head, MeshBuilder mesh, List<String> warnings, Progress progress)
      throws IOException {
    if (head.length < HEADER_BYTES) {
      throw new ScanException(
          file.path(), "it ends inside the header", "Copy or export the mesh again.");
    }
    long promised = count(head);
    long there = Math.min(promised, (file.size() - HEADER_BYTES) / TRIANGLE_BYTES);
    for (long first = 0; first < there; first += BLOCK_TRIANGLES) {
      progress.checkCancelled();
      progress.report((double) first / there, "reading the mesh");
      int count = (int) Math.min(BLOCK_TRIANGLES, there - first);
      ByteBuffer block =
          ByteBuffer.wrap(
                  file.readFully(HEADER_BYTES + first * TRIANGLE_BYTES, count * TRIANGLE_BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        int at = i * TRIANGLE_BYTES + 12; // the normal follows from the corners
        for (int corner = 0; corner < 3; corner++, at += 12) {
          mesh.addVertex(block.getFloat(at), block.getFloat(at + 4), block.getFloat(at + 8));
        }
        closeTriangle(mesh);
      }
    }
    if (there < promised) {
      warnings.add(
          "the header promises %d triangles, the file ends after %d. Opened the first %d."
              .formatted(promised, there, there));
    } else if (file.size() > promisedBytes(head)) {
      warnings.add(
          "%d bytes follow the last triangle that the header promises; they are left out."
              .formatted(file.size() - promisedBytes(head)));
    }
  }

  /// Makes a triangle of the three vertices added last.
  private static void closeTriangle(MeshBuilder mesh) {
    int last = mesh.vertexCount() - 1;
    mesh.addTriangle(
        new MeshBuilder.Corner(last - 2, -1, -1),
        new MeshBuilder.Corner(last - 1, -1, -1),
        new MeshBuilder.Corner(last, -1, -1),
        -1);
  }

  private static void readText(
      FileBytes file, MeshBuilder mesh, List<String> warnings, Progress progress)
      throws IOException {
    TextLines lines = new TextLines(file);
    NumberParser numbers = new NumberParser(TextStyle.PLAIN);
    int corners = 0;
    long damaged = 0;
    for (long count = 0; lines.nextLine(); count++) {
      if (count % LINES_BETWEEN_LOOKS == 0) {
        progress.checkCancelled();
        progress.report(lines.share(), "reading the mesh");
      }
      if (!lines.nextWord()) {
        continue;
      }
      if (lines.isWord("vertex")) {
        TextLines.Slice slice = lines.slice();
        numbers.line(slice.bytes(), slice.from(), slice.to());
        double x = next(numbers);
        double y = next(numbers);
        mesh.addVertex(x, y, next(numbers));
        corners++;
        damaged += numbers.isMalformed() ? 1 : 0;
        if (corners == 3) {
          closeTriangle(mesh);
        }
      } else if (lines.isWord("outer") || lines.isWord("facet")) {
        corners = 0;
      }
    }
    if (damaged > 0) {
      warnings.add("vertices that make no sense: %d.".formatted(damaged));
    }
    if (corners % 3 != 0) {
      warnings.add("the file ends inside a triangle.");
    }
  }

  private static double next(NumberParser numbers) {
    return numbers.next() ? numbers.doubleValue() : Double.NaN;
  }
}
