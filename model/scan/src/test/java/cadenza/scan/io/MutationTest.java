package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import cadenza.scan.Progress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damages good files at random, always the same way: each must open or be refused in words, and no
/// file of some hundred bytes may become many points.
class MutationTest {
  private static final int MUTANTS = 300;
  private static final String[] NASTY = {
    "-1",
    "0",
    "99999999999999999",
    "4294967296",
    "2147483647",
    "nan",
    "1e400",
    "list",
    "\0",
    "\n",
    "\r",
    "#",
    " ",
    "element vertex 7\n",
    "property list uchar int q\n",
    "COUNT 9 9 9\n",
    "DATA ",
  };

  @TempDir Path directory;

  static byte[] ply(String encoding) {
    PlyFile ply =
        new PlyFile(encoding)
            .line("comment labels 0=a 1=b")
            .line("comment origin 1 2 3")
            .line("element camera 2")
            .line("property list uchar double fov")
            .line("element vertex 12")
            .line("property double x")
            .line("property float y")
            .line("property float z")
            .line("property list int ushort neighbors")
            .line("property float red")
            .line("property float green")
            .line("property float blue")
            .line("property uint label")
            .line("element face 1")
            .line("property list uchar int vertex_indices");
    ply.put("uchar", 1).put("double", 1).end().put("uchar", 0).end();
    for (int i = 0; i < 12; i++) {
      ply.put("double", 1e6 + i).floats(i, -i).put("int", i % 3);
      for (int j = 0; j < i % 3; j++) {
        ply.put("ushort", j);
      }
      ply.floats(.1, .2, 1).put("uint", i).end();
    }
    return ply.put("uchar", 1).put("int", 0).end().bytes();
  }

  static byte[] pcd(String encoding) {
    String header =
        """
        # .PCD v0.7 - Point Cloud Data file format
        VERSION 0.7
        FIELDS x y z rgb _ f label
        SIZE 4 4 4 4 1 8 2
        TYPE F F F F U F U
        COUNT 1 1 1 1 2 2 1
        WIDTH 4
        HEIGHT 3
        VIEWPOINT 0 0 0 1 0 0 0
        POINTS 12
        DATA %s
        """
            .formatted(encoding);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    if (encoding.equals("ascii")) {
      out.writeBytes(
          "1.5 2 nan 2.3e-38 0 0 .1 .2 65535\n".repeat(12).getBytes(StandardCharsets.US_ASCII));
      return out.toByteArray();
    }
    byte[] plain = new byte[12 * 36];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) (i % 7 == 0 ? i : 64);
    }
    if (encoding.equals("binary")) {
      out.writeBytes(plain);
    } else {
      byte[] packed = LzfTest.compress(plain);
      ByteBuffer body = ByteBuffer.allocate(8 + packed.length).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(body.putInt(packed.length).putInt(plain.length).put(packed).array());
    }
    return out.toByteArray();
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> bytes = splice(bytes, at, at, NASTY[random.nextInt(NASTY.length)]);
        default -> {
          int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
          bytes = splice(bytes, at, end, NASTY[random.nextInt(NASTY.length)]);
        }
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private void checkMutants(ScanReader reader, String name, byte[] good) throws Exception {
    Path file = directory.resolve(name);
    Files.write(file, good);
    assertThat(reader.read(file, Progress.none()).cloud().pointCount()).isEqualTo(12);
    Random random = new Random(good.length);
    int opened = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutate(good, random);
      Files.write(file, mutant);
      try {
        reader.sniff(mutant, name);
        ScanContents contents = reader.read(file, Progress.none());
        assertThat(contents.cloud().pointCount()).isLessThanOrEqualTo(mutant.length);
        opened++;
      } catch (ScanException e) {
        assertThat(e).hasMessageStartingWith(name + ": ");
      } catch (RuntimeException | Error e) {
        String bytes = HexFormat.of().formatHex(mutant);
        fail("mutant " + i + " of " + name + ": " + bytes, e);
      }
    }
    assertThat(opened).as("mutants of %s that still open", name).isBetween(10, MUTANTS - 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ascii", "binary_little_endian", "binary_big_endian"})
  void damagedPlyOpensOrIsRefusedInWords(String encoding) throws Exception {
    checkMutants(new PlyReader(), encoding + ".ply", ply(encoding));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ascii", "binary", "binary_compressed"})
  void damagedPcdOpensOrIsRefusedInWords(String encoding) throws Exception {
    checkMutants(new PcdReader(), encoding + ".pcd", pcd(encoding));
  }

  @ParameterizedTest
  @ValueSource(strings = {"blanks", "commas", "count"})
  void damagedTextOpensOrIsRefusedInWords(String kind) throws Exception {
    String row = "665187.5 5648349.25 241 255 0 17 0.6 0 -0.8\n";
    String text =
        switch (kind) {
          case "blanks" -> "// X Y Z R G B Nx Ny Nz\n" + row.repeat(12);
          case "commas" -> row.replace(' ', ',').repeat(12);
          default -> "12\n" + row.repeat(12);
        };
    checkMutants(new XyzReader(), kind + ".xyz", text.getBytes(StandardCharsets.US_ASCII));
  }
}
