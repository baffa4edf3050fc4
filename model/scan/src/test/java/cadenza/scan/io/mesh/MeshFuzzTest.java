package cadenza.scan.io.mesh;

import cadenza.scan.io.FuzzedFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The readers of OBJ, STL and glTF on any bytes at all; `docs/fuzzing.md` says how to look for
/// more.
class MeshFuzzTest {
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
    FuzzedFile.open(new ObjReader(), "a.obj", bytes);
  }

  /// The materials of a sound mesh.
  @FuzzTest(maxDuration = "4m")
  void materials(byte[] bytes) {
    FuzzedFile.open(new ObjReader(), "a.obj", PAINTED, Map.of("a.mtl", bytes));
  }

  /// The picture on a sound mesh; what decodes it is the JDK's.
  @FuzzTest(maxDuration = "4m")
  void pictures(byte[] bytes) {
    byte[] material = "newmtl m\nmap_Kd a.png\n".getBytes(StandardCharsets.US_ASCII);
    FuzzedFile.open(new ObjReader(), "a.obj", PAINTED, Map.of("a.mtl", material, "a.png", bytes));
  }

  @FuzzTest(maxDuration = "4m")
  void stl(byte[] bytes) {
    FuzzedFile.open(new StlReader(), "a.stl", bytes);
  }

  /// A text with its buffers in it.
  @FuzzTest(maxDuration = "4m")
  void gltf(byte[] bytes) {
    FuzzedFile.open(new GltfReader(), "a.gltf", bytes);
  }

  @FuzzTest(maxDuration = "4m")
  void glb(byte[] bytes) {
    FuzzedFile.open(new GltfReader(), "a.glb", bytes);
  }
}
