package cadenza.app.weights;

import cadenza.app.weights.Downloaded.CheckedAgainst;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.WeightsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Brings a file onto this machine, once somebody said so.
///
/// # How it works
///
/// Asks the server for size and checksum, makes sure of the space, then loads into a `.part` file.
/// A connection that is cut is taken up where it ended, a few times; after that what was loaded
/// stays and the next call goes on from it. The part is begun anew when the server's file has
/// changed or the server knows no ranges. At the end all bytes are hashed and compared, weights are
/// opened, and only then the file gets its name, in one step.
public final class Download {
  private static final double LOADED = 0.97;
  private static final long SPARE_BYTES = 64L << 20;

  private final Settings settings;

  /// What a test changes.
  ///
  /// @param hosts which addresses may be spoken to
  /// @param patience how long a server may say nothing
  /// @param attempts how often in a row a connection may fail without one new byte
  /// @param firstPause before the second attempt; doubles with each that follows
  /// @param space bytes that are free in a folder
  /// @param check proves that a file is usable
  record Settings(
      Transport.Hosts hosts,
      Duration patience,
      int attempts,
      Duration firstPause,
      Space space,
      Check check) {
    static Settings ofProgram() {
      return new Settings(
          Transport.Hosts.HTTPS_ONLY,
          Duration.ofSeconds(45),
          5,
          Duration.ofSeconds(1),
          folder -> Files.getFileStore(folder).getUsableSpace(),
          (file, progress) -> Checkpoint.read(file, progress));
    }

    /// The same for files that need no proof beyond their checksum.
    Settings withoutCheck() {
      return new Settings(hosts, patience, attempts, firstPause, space, (file, progress) -> {});
    }
  }

  /// How much fits into a folder.
  @FunctionalInterface
  interface Space {
    long freeBytes(Path folder) throws IOException;
  }

  /// Proves that a file is usable.
  @FunctionalInterface
  interface Check {
    void check(Path file, Progress progress) throws IOException;
  }

  /// Downloads weights over secure connections only.
  public Download() {
    this(Settings.ofProgram());
  }

  /// Downloads files of any kind over secure connections only; whoever uses them proves them.
  public static Download ofAnyFile() {
    return new Download(Settings.ofProgram().withoutCheck());
  }

  Download(Settings settings) {
    this.settings = settings;
  }

  /// Asks the server how large the file is and what its checksum is.
  ///
  /// @throws DownloadException if it cannot be asked; the message says why
  public RemoteFile ask(Downloadable wanted, Progress progress) throws IOException {
    try (Transport transport = transport()) {
      return transport.ask(wanted.source(), progress);
    } catch (ConnectionLostException lost) {
      throw new DownloadException(
          "The server could not be asked: " + lost.words() + ".",
          "Check the connection and try again.",
          lost);
    }
  }

  /// The bytes of a small file, or of the end of a large one, into memory. One question, no second
  /// attempt.
  ///
  /// @param from first byte that is wanted
  /// @param limit more bytes are not taken
  /// @throws DownloadException if they cannot be had; the message says why
  public byte[] bytes(URI source, long from, int limit, Progress progress) throws IOException {
    String host = source.getHost();
    try (Transport transport = transport()) {
      HttpResponse<Body> answer = transport.get(source, from, "", progress);
      try (Body body = answer.body()) {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        if (answer.statusCode() == 416 || (from > 0 && !range.startsWith("bytes " + from + "-"))) {
          throw new DownloadException(
              host + " does not send the part of the file that was asked for.",
              "Try again later, or without a proxy.");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<ByteBuffer> piece = body.next(transport.patience(), progress);
        while (piece != null) {
          for (ByteBuffer buffer : piece) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            all.writeBytes(part);
          }
          if (all.size() > limit) {
            throw new DownloadException(
                host + " sent more than the " + ByteCount.words(limit) + " that were expected.",
                "Try again later, or without a proxy.");
          }
          piece = body.next(transport.patience(), progress);
        }
        return all.toByteArray();
      }
    } catch (ConnectionLostException lost) {
      throw new DownloadException(
          "The server could not be asked: " + lost.words() + ".",
          "Check the connection and try again.",
          lost);
    }
  }

  /// Bytes of a download that was begun and not finished; 0 if there is none.
  ///
  /// @param target the file's name in the end
  public static long bytesBegun(Path target) {
    return PartFile.lengthOf(target);
  }

  /// Deletes what there is of a download that was begun.
  ///
  /// @param target the file's name in the end
  /// @throws DownloadException if it is going on, here or in another Cadenza
  public static void forgetBegun(Path target) throws IOException {
    PartFile.discard(target);
  }

  private Transport transport() {
    return new Transport(settings.hosts(), settings.patience());
  }

  /// Loads the file, going on from what is there of it. A file of that name that is there already
  /// is left as it is.
  ///
  /// @param shown what the server said when somebody agreed to this download; if it says another
  ///   size or checksum now, or none any more, nothing is loaded
  /// @param target the file's name in the end; its folder is made
  /// @throws DownloadException if it cannot be had; the message says why and what is kept
  /// @throws CancellationException if nobody wants it any more; what was loaded is kept
  public Downloaded fetch(Downloadable wanted, RemoteFile shown, Path target, Progress progress)
      throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    try (PartFile part = PartFile.open(target.toAbsolutePath());
        Transport transport = transport()) {
      if (Files.isDirectory(target)) {
        throw new DownloadException(
            target + " is a folder, where the file should be.", "Move it away, then try again.");
      }
      if (Files.exists(target)) {
        throw new DownloadException(
            target.getFileName() + " is there already.",
            "Delete it first to download it again (" + target + ").");
      }
      RemoteFile remote = load(wanted, shown, part, transport, progress.slice(0, LOADED));
      part.force();
      return finish(wanted, remote, part, target, progress.slice(LOADED, 1));
    }
  }

  private RemoteFile load(
      Downloadable wanted, RemoteFile shown, PartFile part, Transport transport, Progress progress)
      throws IOException {
    Loading loading = new Loading(wanted.source(), part, transport);
    long best = part.length();
    RemoteFile before = shown;
    int failures = 0;
    while (true) {
      try {
        progress.report(Double.NaN, "Asking " + wanted.source().getHost());
        RemoteFile remote = transport.ask(wanted.source(), progress);
        compareWithPinned(wanted, remote);
        remote.requireAsShown(shown);
        if (loading.dropsOther(remote) || !remote.equals(before)) {
          best = part.length(); // of another file there were more
        }
        before = remote;
        requireSpace(part, remote);
        loading.run(remote, progress);
        return remote;
      } catch (ConnectionLostException lost) {
        if (part.length() > best) {
          best = part.length();
          failures = 0;
        }
        failures++;
        // The second is for a server that tells of one file now and of another the next moment.
        if (failures >= settings.attempts() || part.restarts() >= settings.attempts()) {
          throw gaveUp(part, lost);
        }
        Duration own = settings.firstPause().multipliedBy(1L << (failures - 1));
        Duration asked = lost.askedWait();
        pause(asked.compareTo(own) > 0 ? asked : own, lost.words(), progress);
      }
    }
  }

  private static void compareWithPinned(Downloadable wanted, RemoteFile remote)
      throws DownloadException {
    Optional<String> pinned = wanted.pinnedSha256();
    if (pinned.isPresent() && remote.sha256().isPresent() && !remote.sha256().equals(pinned)) {
      throw new DownloadException(
          "The file on the server is not the one Cadenza knows: its SHA-256 is "
              + remote.sha256().get()
              + " instead of "
              + pinned.get()
              + ".",
          "Nothing was loaded. A newer Cadenza may know the new file.");
    }
  }

  private void requireSpace(PartFile part, RemoteFile remote) throws IOException {
    if (remote.size().isEmpty()) {
      return;
    }
    Path folder = part.path().toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    long needed = remote.size().getAsLong() - part.length() + SPARE_BYTES;
    long free = settings.space().freeBytes(folder);
    if (free < needed) {
      throw new DownloadException(
          "The disk has "
              + ByteCount.words(free)
              + " free in "
              + folder
              + "; the download needs "
              + ByteCount.words(needed)
              + ".",
          "Free some space, or choose another folder.");
    }
  }

  private static DownloadException gaveUp(PartFile part, ConnectionLostException lost)
      throws IOException {
    long kept = part.length();
    return new DownloadException(
        "The download stopped: " + lost.words() + ".",
        kept == 0
            ? "Check the connection and try again."
            : ByteCount.words(kept) + " are kept; try again and it goes on from there.",
        lost);
  }

  private static void pause(Duration time, String why, Progress progress) {
    progress.report(Double.NaN, "Trying again: " + why);
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        progress.checkCancelled();
        Thread.sleep(Math.clamp((end - System.nanoTime()) / 1_000_000, 1, 100));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private Downloaded finish(
      Downloadable wanted, RemoteFile remote, PartFile part, Path target, Progress progress)
      throws IOException {
    long bytes = part.length();
    String sha = Sha256.of(part.path(), bytes, progress);
    Optional<String> expected = wanted.pinnedSha256().or(remote::sha256);
    if (expected.isPresent() && !expected.get().equals(sha)) {
      part.forget();
      throw new DownloadException(
          "The bytes that arrived are not those of the file: their SHA-256 is "
              + sha
              + " instead of "
              + expected.get()
              + ". They were deleted.",
          "Download it again; if that repeats, something on the way to the server changes them.");
    }
    try {
      settings.check().check(part.path(), progress);
    } catch (WeightsException unusable) {
      part.forget();
      throw new DownloadException(
          "What arrived cannot be used as weights and was deleted: " + unusable.getMessage(),
          expected.isPresent()
              ? "It is what the server publishes, so another download will not help."
              : "Download it again.",
          unusable);
    }
    part.finish();
    CheckedAgainst against = CheckedAgainst.NOTHING;
    if (expected.isPresent()) {
      against = wanted.pinnedSha256().isPresent() ? CheckedAgainst.PINNED : CheckedAgainst.SERVER;
    }
    return new Downloaded(target, bytes, sha, against);
  }
}
