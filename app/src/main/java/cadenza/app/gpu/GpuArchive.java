package cadenza.app.gpu;

import cadenza.app.weights.Downloadable;
import cadenza.app.weights.OfficialWeights.Licence;
import cadenza.sonata.kernels.CudaLibraries;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The archive with PyTorch's CUDA libraries that its makers publish for one system.
///
/// # Where this comes from
///
/// The addresses are those of the release 2.7.1 for CUDA 12.8 on pytorch.org's start page. PyTorch
/// publishes no checksum there, so none is pinned; every unpacked byte is held against the
/// checksums inside the archive. Nothing of it was loaded where this was written.
///
/// @param source where the archive lies
/// @param origin the page that publishes it
/// @param licences of what is in it
public record GpuArchive(URI source, URI origin, List<Licence> licences) implements Downloadable {
  private static final String FOLDER = "https://download.pytorch.org/libtorch/";
  private static final URI ORIGIN = URI.create("https://pytorch.org/get-started/locally/");
  private static final List<Licence> LICENCES =
      List.of(
          new Licence(
              "PyTorch: BSD-3-Clause",
              URI.create("https://github.com/pytorch/pytorch/blob/v2.7.1/LICENSE"),
              "Free to use; keep the notice when you pass it on."),
          new Licence(
              "NVIDIA CUDA: its own terms",
              URI.create("https://docs.nvidia.com/cuda/eula/index.html"),
              "Free of charge, not free software; downloading means accepting them."),
          new Licence(
              "NVIDIA cuDNN: its own terms",
              URI.create("https://docs.nvidia.com/deeplearning/cudnn/sla/index.html"),
              "As those of CUDA."));

  public GpuArchive {
    licences = List.copyOf(licences);
  }

  /// The one for this computer; empty where PyTorch makes none.
  public static Optional<GpuArchive> ofThisSystem() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /// @param system name of the operating system, as Java tells it
  /// @param architecture of the processor, as Java tells it
  static Optional<GpuArchive> of(String system, String architecture) {
    String os = system.toLowerCase(Locale.ROOT);
    boolean sixtyFour = architecture.equals("amd64") || architecture.equals("x86_64");
    String kind =
        os.startsWith("linux") ? "cxx11-abi-" : os.startsWith("windows") ? "win-" : "none";
    if (!sixtyFour || kind.equals("none")) {
      return Optional.empty();
    }
    String file =
        "libtorch-%sshared-with-deps-%s%%2B%s.zip"
            .formatted(kind, CudaLibraries.VERSION, CudaLibraries.FLAVOR);
    return Optional.of(
        new GpuArchive(URI.create(FOLDER + CudaLibraries.FLAVOR + "/" + file), ORIGIN, LICENCES));
  }

  @Override
  public Optional<String> pinnedSha256() {
    return Optional.empty();
  }

  /// What it is, a sentence.
  public String purpose() {
    return "PyTorch "
        + CudaLibraries.VERSION
        + " for CUDA 12.8, with NVIDIA's libraries: what encoding needs to run on an NVIDIA GPU.";
  }

  /// Name of the archive on disk, the last part of its address.
  String fileName() {
    String path = source.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
