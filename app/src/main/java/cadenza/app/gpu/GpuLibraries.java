package cadenza.app.gpu;

import cadenza.app.pipeline.AppFolders;
import cadenza.app.pipeline.Caches;
import cadenza.app.pipeline.LockFile;
import cadenza.app.weights.ByteCount;
import cadenza.app.weights.Download;
import cadenza.app.weights.DownloadException;
import cadenza.app.weights.RemoteFile;
import cadenza.scan.Progress;
import cadenza.sonata.kernels.CudaLibraries;
import cadenza.sonata.kernels.CudaState;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// PyTorch's CUDA libraries in the user's data folder: fetched, tried, removed.
///
/// # How it works
///
/// The archive goes to `gpu/NAME.zip` ([Download] resumes it), is unpacked into `gpu/unpacking`,
/// and what came out gets its name `libtorch` in one step, so that the program never sees half of
/// it. The archive is deleted then. Whoever fetches or removes holds `gpu.lock`.
public final class GpuLibraries {
  private static final double LOADED = 0.9;
  private static final long SPARE_BYTES = 64L << 20;

  private final Optional<GpuArchive> archive;
  private final Path data;
  private final Download download;
  private final Surroundings surroundings;

  /// What a test makes up.
  ///
  /// @param look looks for driver, GPU and libraries
  /// @param environment variables of the process
  /// @param freeBytes what is free on the disk of a folder
  record Surroundings(Supplier<CudaState> look, Map<String, String> environment, Space freeBytes) {
    static Surroundings ofProcess() {
      return new Surroundings(
          CudaState::look, System.getenv(), folder -> Files.getFileStore(folder).getUsableSpace());
    }
  }

  /// How much fits into a folder.
  @FunctionalInterface
  interface Space {
    long of(Path folder) throws IOException;
  }

  /// @param archive for this system; empty where there is none
  /// @param data folder for large files that stay
  GpuLibraries(
      Optional<GpuArchive> archive, Path data, Download download, Surroundings surroundings) {
    this.archive = archive;
    this.data = data.toAbsolutePath();
    this.download = download;
    this.surroundings = surroundings;
  }

  /// Those of the person who runs the program. Touches neither disk nor network.
  public static GpuLibraries ofUser() {
    return under(AppFolders.ofUser().data());
  }

  /// Those under a folder for data.
  public static GpuLibraries under(Path data) {
    return new GpuLibraries(
        GpuArchive.ofThisSystem(), data, Download.ofAnyFile(), Surroundings.ofProcess());
  }

  /// The archive for this system; empty where PyTorch makes none.
  public Optional<GpuArchive> archive() {
    return archive;
  }

  /// Where they are, or would be.
  public Path folder() {
    return data.resolve("libtorch");
  }

  private Path work() {
    return data.resolve("gpu");
  }

  private Path fileOf(GpuArchive of) {
    return work().resolve(of.fileName());
  }

  /// Whether something lies in their place, working or not.
  public boolean isHere() {
    return Files.exists(folder());
  }

  /// Space that is taken, by what was begun too.
  public long bytes() throws IOException {
    return new Caches(folder()).bytes() + new Caches(work()).bytes();
  }

  /// Whether the archive is here, and waits to be unpacked: nobody need be asked any more.
  public boolean isLoaded() {
    return archive.map(of -> Files.isRegularFile(fileOf(of))).orElse(false);
  }

  /// Bytes that are here of a download that was not finished, or not unpacked.
  public long bytesBegun() {
    return archive
        .map(of -> Math.max(Download.bytesBegun(fileOf(of)), fileOf(of).toFile().length()))
        .orElse(0L);
  }

  /// Looks for driver, GPU and libraries; tries these in a process of their own, which can take
  /// seconds.
  public CudaState look() {
    return surroundings.look().get();
  }

  /// Why the libraries would be of no use on this computer, a sentence; empty if they may be.
  public Optional<String> uselessBecause(CudaState state) {
    if (archive.isEmpty()) {
      return Optional.of(
          "PyTorch makes no CUDA libraries for this system: only for Linux and Windows on x86-64.");
    }
    return switch (state.obstacle()) {
      case REFUSED, NO_DRIVER, DRIVER_FAILED, NO_DEVICE, DRIVER_TOO_OLD, OTHER_LIBRARIES ->
          Optional.of(state.reason() + (state.advice().isEmpty() ? "" : " " + state.advice()));
      case NO_LIBRARIES, LIBRARIES_INCOMPLETE, LIBRARIES_FAILED, NONE -> namedElsewhere();
    };
  }

  private Optional<String> namedElsewhere() {
    String named = surroundings.environment().getOrDefault(CudaLibraries.VARIABLE, "");
    return named.isBlank() || Path.of(named).equals(folder().resolve("lib"))
        ? Optional.empty()
        : Optional.of(
            CudaLibraries.VARIABLE
                + " names "
                + named
                + ", so libraries fetched into "
                + folder()
                + " would not be used.");
  }

  /// Asks the server how large the archive is, and what its libraries take unpacked.
  ///
  /// @throws DownloadException if it cannot be asked; the message says why
  public GpuOffer ask(Progress progress) throws IOException {
    GpuArchive wanted = wanted();
    progress.report(Double.NaN, "Asking " + wanted.source().getHost());
    RemoteFile remote = download.ask(wanted, progress);
    return new GpuOffer(
        remote,
        remote.size().isEmpty()
            ? OptionalLong.empty()
            : RemoteTable.unpackedBytes(
                download, wanted.source(), remote.size().getAsLong(), progress));
  }

  private GpuArchive wanted() throws DownloadException {
    return archive.orElseThrow(() ->
        new DownloadException(
            "PyTorch makes no CUDA libraries for this system.", "Go on with the processor."));
  }

  /// Loads the archive, going on from what is here of it, and unpacks its libraries.
  ///
  /// @param agreed what was shown when somebody agreed to this
  /// @throws DownloadException if they cannot be had; the message says why and what is kept
  /// @throws CancellationException if nobody wants them any more; what was loaded is kept
  public void fetch(GpuOffer agreed, Progress progress) throws IOException {
    GpuArchive wanted = wanted();
    Files.createDirectories(work());
    try (LockFile _ = lock()) {
      if (isHere()) {
        throw new DownloadException(
            "There is something at " + folder() + " already.", "Remove it first.");
      }
      Path file = fileOf(wanted);
      if (!Files.isRegularFile(file)) {
        requireSpace(agreed);
        download.fetch(wanted, agreed.remote(), file, progress.slice(0, LOADED));
      }
      unpack(file, progress.slice(LOADED, 1));
    } finally {
      deleteIfEmpty(work());
    }
  }

  private LockFile lock() throws IOException {
    return LockFile.take(data.resolve("gpu.lock"))
        .orElseThrow(() ->
            new DownloadException(
                "Another Cadenza is fetching or removing the GPU libraries at this moment.",
                "Wait for it to end, or cancel it there."));
  }

  // What the download itself asks for leaves out what comes after it.
  private void requireSpace(GpuOffer agreed) throws IOException {
    if (agreed.remote().size().isPresent() && agreed.unpackedBytes().isPresent()) {
      requireSpace(
          agreed.remote().size().getAsLong() - bytesBegun() + agreed.unpackedBytes().getAsLong(),
          "Nothing more was loaded. Free some space, then try again.");
    }
  }

  private void requireSpace(long bytes, String advice) throws IOException {
    long free = surroundings.freeBytes().of(work());
    if (free < bytes + SPARE_BYTES) {
      throw new DownloadException(
          "The disk has "
              + ByteCount.words(free)
              + " free in "
              + data
              + "; loading and unpacking the libraries needs "
              + ByteCount.words(bytes + SPARE_BYTES)
              + ".",
          advice);
    }
  }

  private void unpack(Path file, Progress progress) throws IOException {
    Path staging = work().resolve("unpacking");
    try {
      deleteTree(staging);
      try (NativesArchive natives = NativesArchive.open(file)) {
        requireSpace(
            natives.bytes(),
            "The archive is kept. Free some space, then try again: it is unpacked.");
        natives.unpackInto(staging, progress);
      }
      Path made = staging.resolve("libtorch");
      Optional<String> wrong = new CudaLibraries(made.resolve("lib")).shortcoming();
      if (wrong.isPresent()) {
        throw new NativesArchive.BrokenException(
            wrong.get().replaceFirst("\\.$", "").replace(made.resolve("lib") + " ", "it "));
      }
      Files.move(made, folder(), StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(file);
    } catch (NativesArchive.BrokenException broken) {
      Files.deleteIfExists(file);
      throw broken.of(String.valueOf(file.getFileName()));
    } finally {
      deleteTree(staging);
    }
  }

  /// Deletes the libraries, and what is here of a download.
  ///
  /// @return bytes set free
  /// @throws IOException if they are in use; the message says so
  public long remove() throws IOException {
    Files.createDirectories(data);
    try (LockFile _ = lock()) {
      long before = bytes();
      Path gone = data.resolve("libtorch.removed"); // one step: no start sees half of them
      deleteTree(gone);
      if (isHere()) {
        try {
          Files.move(folder(), gone, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException inUse) {
          throw new IOException(
              "The libraries in "
                  + folder()
                  + " cannot be removed: "
                  + inUse.getReason()
                  + ". — Close every Cadenza, then run cadenza gpu remove.",
              inUse);
        }
      }
      deleteTree(gone);
      forget();
      return before - bytes();
    }
  }

  /// Deletes what is here of a download that was begun.
  ///
  /// @throws DownloadException if it is going on, here or in another Cadenza
  public void forgetBegun() throws IOException {
    Files.createDirectories(data);
    try (LockFile _ = lock()) {
      forget();
    }
  }

  private void forget() throws IOException {
    if (archive.isPresent()) {
      Download.forgetBegun(fileOf(archive.get()));
    }
    deleteTree(work());
  }

  // Links are deleted, never followed.
  private static void deleteTree(Path tree) throws IOException {
    new Caches(tree).clear();
    deleteIfEmpty(tree);
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException kept) {
      // What is in it is the beginning of a download, or in use.
    }
  }
}
