package cadenza.app.gpu;

import cadenza.app.weights.LocalServer;
import cadenza.app.weights.OfficialWeights.Licence;
import cadenza.app.weights.TestWeights;
import cadenza.sonata.kernels.CudaState;
import cadenza.sonata.kernels.CudaState.Obstacle;
import cadenza.sonata.kernels.Gpu;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An archive laid out as PyTorch's, a server on this machine that has it, a computer with or
/// without a GPU.
public final class TestGpu {
  public static final CudaState NO_DRIVER =
      new CudaState(Obstacle.NO_DRIVER, "No NVIDIA driver was found.", "", List.of());

  private static final Gpu GPU = new Gpu("Test GPU 9000", 24L << 30);

  private TestGpu() {}

  /// The libraries that a computer with this state fetches from a server into a folder.
  public static GpuLibraries libraries(LocalServer server, Path data, Supplier<CudaState> look) {
    return libraries(server, data, look, Map.of(), folder -> 1L << 40);
  }

  static GpuLibraries libraries(
      LocalServer server,
      Path data,
      Supplier<CudaState> look,
      Map<String, String> environment,
      GpuLibraries.Space free) {
    URI page = URI.create("https://example.org/terms");
    GpuArchive archive =
        new GpuArchive(
            server.address("/libtorch-2.7.1%2Bcu128.zip"),
            URI.create("https://example.org/torch"),
            List.of(new Licence("BSD-3-Clause", page, "Free to use.")));
    return new GpuLibraries(
        Optional.of(archive),
        data,
        TestWeights.anyFileFromLoopback(),
        new GpuLibraries.Surroundings(look, environment, free));
  }

  /// What a computer with a GPU says: libraries that are in the folder work.
  public static CudaState withGpu(Path data) {
    return Files.isDirectory(data.resolve("libtorch").resolve("lib"))
        ? new CudaState(Obstacle.NONE, "A CUDA device was found.", "", List.of(GPU))
        : new CudaState(Obstacle.NO_LIBRARIES, "There are none.", "Get them.", List.of(GPU));
  }

  /// Entries as PyTorch's archive has them: libraries, and much that is not needed.
  static Map<String, byte[]> entries(int bytesOfLargest) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("libtorch/include/torch/script.h", text("// a header"));
    for (String name : List.of("torch", "torch_cpu", "c10", "c10_cuda")) {
      entries.put("libtorch/lib/" + System.mapLibraryName(name), text("library " + name));
    }
    byte[] large = new byte[bytesOfLargest];
    new Random(11).nextBytes(large);
    entries.put("libtorch/lib/" + System.mapLibraryName("torch_cuda"), large);
    entries.put("libtorch/lib/libcudart-218eec4c.so.12", text("library cudart"));
    entries.put("libtorch/lib/libtorch.a", text("to link with"));
    entries.put("libtorch/share/cmake/Torch/TorchConfig.cmake", text("to build with"));
    entries.put("libtorch/build-version", text("2.7.1+cu128\n"));
    return entries;
  }

  /// An archive of some hundred kilobytes.
  public static byte[] archive() throws IOException {
    return zip(entries(400_000));
  }

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
