package cadenza.app.project;

import cadenza.app.labels.Edit;
import cadenza.app.labels.EditSink;
import cadenza.app.labels.LabelledScan;
import cadenza.app.pipeline.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An open project: takes what is done and writes it down at once, on a thread of its own.
///
/// Everything is also kept in memory, so that a disk that is full or gone costs nothing but a
/// notice and another name. Methods are called on one thread.
public final class Project implements EditSink {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ProjectLedger ledger;
  private final ProjectWriter writer;

  private Project(ProjectLedger ledger, ProjectWriter writer) {
    this.ledger = ledger;
    this.writer = writer;
  }

  /// Makes a new project file that holds this, in the place of what may be there.
  ///
  /// @throws IOException if it cannot be written, or is open in another window
  public static Project create(Path file, ProjectContents contents, WriteListener listener)
      throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.getParent() != null) {
      Files.createDirectories(absolute.getParent());
    }
    LockFile lock = ProjectLock.take(absolute);
    try {
      ProjectFile.write(contents, absolute);
      return goOn(absolute, lock, contents, listener);
    } catch (IOException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  /// Makes a new project without blocking; failing is told as that of any writing.
  public static Project createSoon(Path file, ProjectContents contents, WriteListener listener) {
    Path absolute = file.toAbsolutePath().normalize();
    return new Project(
        new ProjectLedger(contents), new ProjectWriter(absolute, contents, listener));
  }

  /// Goes on with a project whose contents were read and whose lock is held.
  static Project goOn(Path file, LockFile lock, ProjectContents contents, WriteListener listener)
      throws IOException {
    ProjectStore store = ProjectStore.open(file, lock);
    return new Project(new ProjectLedger(contents), new ProjectWriter(store, listener));
  }

  /// Where it lies.
  public Path file() {
    return writer.file();
  }

  @Override
  public void scanAdded(LabelledScan scan) {
    ScanOrigin origin = ledger.origin(scan.id()).relativeTo(file(), scan.file());
    writer.submit(ledger.put(scan, origin));
  }

  /// A scan lies at another place now.
  public void scanMoved(LabelledScan scan) {
    scanAdded(scan);
  }

  /// Keeps how a scan is known again.
  public void fingerprinted(LabelledScan scan, String fingerprint) {
    ScanOrigin origin = ledger.origin(scan.id()).relativeTo(file(), scan.file());
    writer.submit(ledger.put(scan, origin.withFingerprint(fingerprint)));
  }

  public ScanOrigin origin(LabelledScan scan) {
    return ledger.origin(scan.id());
  }

  @Override
  public void edited(int number, Edit edit, Counters counters) {
    writer.submit(ledger.edited(number, edit, counters));
  }

  @Override
  public void moved(int done) {
    writer.submit(ledger.moved(done));
  }

  /// Whether there is nothing in it that would be missed.
  public boolean isEmpty() {
    return ledger.editCount() == 0 && ledger.probes().isEmpty();
  }

  /// Keeps a probe.
  ///
  /// @param provenance as JSON
  /// @param bytes of the probe's file; nobody writes to them
  public StoredProbe addProbe(String name, String provenance, byte[] bytes) {
    StoredProbe probe = new StoredProbe(ledger.nextProbe(), name, Instant.now(), provenance, bytes);
    writer.submit(ledger.put(probe));
    return probe;
  }

  public void removeProbe(int id) {
    ProjectDatabase.Change change = ledger.removeProbe(id);
    if (change != null) {
      writer.submit(change);
    }
  }

  /// Probes kept, the oldest first.
  public List<StoredProbe> probes() {
    return ledger.probes();
  }

  /// Keeps a setting.
  public void put(String name, String value) {
    if (!value.equals(ledger.setting(name))) {
      writer.submit(ledger.put(name, value));
    }
  }

  public Optional<String> setting(String name) {
    return Optional.ofNullable(ledger.setting(name));
  }

  /// All there is in it now.
  public ProjectContents contents() {
    return ledger.contents();
  }

  /// Copies everything to another file and goes on there; completed on the thread that writes.
  ///
  /// @param discardOld whether the file so far is deleted then
  public CompletableFuture<Path> saveAs(Path target, boolean discardOld) {
    Path absolute = target.toAbsolutePath().normalize();
    return writer.saveAs(absolute, discardOld, ledger.contents());
  }

  /// After [#saveAs]: notes where the scans lie as seen from the new file.
  public void relocated() {
    for (LabelledScan scan : ledger.scans()) {
      ScanOrigin origin = ledger.origin(scan.id()).relativeTo(file(), scan.file());
      if (!origin.equals(ledger.origin(scan.id()))) {
        writer.submit(ledger.put(scan, origin));
      }
    }
  }

  /// Makes the disk seem full once the file has so many pages; for tests.
  void limitPages(int pages) {
    writer.execute("PRAGMA max_page_count = " + pages);
  }

  /// Waits until all is written.
  ///
  /// @return false if something cannot be written at present
  public boolean flush() {
    return writer.flush(PATIENCE);
  }

  /// Writes what is left and closes the file.
  ///
  /// @return false if something could not be written; [#contents()] still has it
  public boolean close() {
    return writer.close(PATIENCE);
  }
}
