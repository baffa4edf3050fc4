package cadenza.scan.io.mesh;

import cadenza.scan.io.FuzzedFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The readers of OBJ, STL and glTF on any bytes at all; `docs/fuzzing.md` says how to look for
/// more.
class MeshFuzzTest {
  /// Millions of points take their time, whatever the bytes are.
  private static final Density FEW = new Density(10_000, 10, 1000);

  private static final byte[] PAINTED =
      """
      mtllib a.mtl
      v 0 0 0
      v 2 0 0
      v 2 1 0
      vt 0 0
      vt 1 0
      vt 1 1
      usemtl m
      f 1/1 2/2 3/3
      """
          .getBytes(StandardCharsets.US_ASCII);

  @FuzzTest(maxDuration = "4m")
  void obj(byte[] bytes) {
    FuzzedFile.open(new ObjReader(FEW), "a.obj", bytes);
  }

  /// The materials of a sound mesh.
  @FuzzTest(maxDuration = "4m")
  void materials(byte[] bytes) {
    FuzzedFile.open(new ObjReader(FEW), "a.obj", PAINTED, Map.of("a.mtl", bytes));
  }

  /// The picture on a sound mesh; what decodes it is the JDK's.
  @FuzzTest(maxDuration = "4m")
  void pictures(byte[] bytes) {
    byte[] material = "newmtl m\nmap_Kd a.png\n".getBytes(StandardCharsets.US_ASCII);
    FuzzedFile.open(
        new ObjReader(FEW), "a.obj", PAINTED, Map.of("a.mtl", material, "a.png", bytes));
  }

  @FuzzTest(maxDuration = "4m")
  void stl(byte[] bytes) {
    FuzzedFile.open(new StlReader(FEW), "a.stl", bytes);
  }

  /// A text with its buffers in it.
  @FuzzTest(maxDuration = "4m")
  void gltf(byte[] bytes) {
    FuzzedFile.open(new GltfReader(FEW), "a.gltf", bytes);
  }

  @FuzzTest(maxDuration = "4m")
  void glb(byte[] bytes) {
    FuzzedFile.open(new GltfReader(FEW), "a.glb", bytes);
  }
}
