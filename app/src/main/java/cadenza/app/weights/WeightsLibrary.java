package cadenza.app.weights;

import cadenza.app.pipeline.AppFolders;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The official weights: which there are, and which of them are on this machine.
public final class WeightsLibrary {
  private final List<OfficialWeights> catalog;
  private final Path folder;
  private final Download download;

  /// @param folder where downloaded weights lie
  public WeightsLibrary(List<OfficialWeights> catalog, Path folder, Download download) {
    this.catalog = List.copyOf(catalog);
    this.folder = folder.toAbsolutePath();
    this.download = download;
  }

  /// What Cadenza knows of, and what this user has. Touches neither disk nor network.
  public static WeightsLibrary ofUser() {
    return new WeightsLibrary(
        OfficialCatalog.all(), AppFolders.ofUser().data().resolve("weights"), new Download());
  }

  public List<OfficialWeights> catalog() {
    return catalog;
  }

  public Optional<OfficialWeights> find(String name) {
    return catalog.stream().filter(weights -> weights.name().equals(name)).findFirst();
  }

  /// Where they are, or would be.
  public Path fileOf(OfficialWeights weights) {
    return folder.resolve(weights.fileName());
  }

  public boolean isDownloaded(OfficialWeights weights) {
    return Files.isRegularFile(fileOf(weights));
  }

  /// Bytes of a download that was begun and not finished; 0 if there is none.
  public long bytesBegun(OfficialWeights weights) {
    return Download.bytesBegun(fileOf(weights));
  }

  /// Deletes what there is of a download that was begun.
  ///
  /// @throws DownloadException if it is going on, here or in another Cadenza
  public void forgetBegun(OfficialWeights weights) throws IOException {
    Download.forgetBegun(fileOf(weights));
  }

  public Download download() {
    return download;
  }

  /// The file that is meant: a name from the catalog stands for the downloaded file, anything else
  /// for itself. A file that happens to have such a name is given with its folder, as `./sonata`.
  ///
  /// @throws WeightsException if the name is one of the catalog's and the file is not there
  public Path resolve(Path given) throws WeightsException {
    Optional<OfficialWeights> official =
        given.isAbsolute() || given.getNameCount() != 1 ? Optional.empty() : find(given.toString());
    if (official.isEmpty()) {
      return given;
    }
    if (!isDownloaded(official.get())) {
      throw new WeightsException(
          official.get().name(),
          "these official weights are not on this machine",
          "Get them first: cadenza weights get " + official.get().name());
    }
    return fileOf(official.get());
  }
}
