package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.ScalarType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("feat", NpyArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    arrays.put("inverse", NpyArray.of(new long[] {-1, 7}, 2));
    arrays.put("config", NpyArray.of(new byte[] {'{', '}'}, 2));
    arrays.put("empty", NpyArray.of(new float[0], 0, 3));
    arrays.put("scalar", new NpyArray(new int[0], ScalarType.FLOAT64, new double[] {.5}));
    Path file = directory.resolve("a.npz");
    Npz.write(file, arrays);
    Map<String, NpyArray> back = Npz.read(file);
    assertThat(back.keySet()).containsExactly("feat", "inverse", "config", "empty", "scalar");
    assertThat(back.get("feat").shape()).containsExactly(2, 3);
    assertThat(back.get("feat").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(back.get("inverse").longs()).containsExactly(-1, 7);
    assertThat(back.get("empty").shape()).containsExactly(0, 3);
    assertThat(back.get("scalar").doubles()).containsExactly(.5);
    byte[] first = Files.readAllBytes(file);
    Npz.write(file, arrays);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void somethingElseIsRefusedByName() throws Exception {
    Path file = Files.writeString(directory.resolve("fake.npz"), "not a zip at all");
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("fake.npz")
        .hasMessageContaining("not a .npz");
  }

  @Test
  void shapesThatCannotBeAreRefused() throws Exception {
    for (String shape : new String[] {"4294967295", "-1", "99999, 99999, 99999", "2147483647"}) {
      Path file = directory.resolve("shape.npz");
      String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + ",), }\n";
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        zip.putNextEntry(new ZipEntry("a.npy"));
        zip.write(
            new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        zip.write(header.getBytes(StandardCharsets.US_ASCII));
      }
      assertThatThrownBy(() -> Npz.read(file)).as(shape).isInstanceOf(ScanException.class);
    }
  }
}
