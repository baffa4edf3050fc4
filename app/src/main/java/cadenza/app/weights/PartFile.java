package cadenza.app.weights;

import cadenza.app.pipeline.LockFile;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// A file that is still being loaded: `NAME.part`, and beside it `NAME.part.info`, which says of
/// what the bytes are a part.
///
/// Who has it open has it alone, in this process and among others ([PartLock]).
final class PartFile implements AutoCloseable {
  private final Path target;
  private final Path part;
  private final Path info;
  private final LockFile lock;
  private final FileChannel channel;
  private final Properties said = new Properties();
  private int restarts;

  private PartFile(Path target, LockFile lock, FileChannel channel) {
    this.target = target;
    this.lock = lock;
    this.part = partOf(target);
    this.info = infoOf(target);
    this.channel = channel;
  }

  static Path partOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  private static Path infoOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".part.info");
  }

  /// Opens what is there of a file, or begins it.
  ///
  /// @throws DownloadException if another download has it open
  static PartFile open(Path target) throws IOException {
    LockFile lock = PartLock.take(target);
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              partOf(target),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      PartFile file = new PartFile(target, lock, channel);
      file.readInfo();
      return file;
    } catch (IOException failure) {
      if (channel != null) {
        channel.close();
      }
      lock.close();
      throw failure;
    }
  }

  private void readInfo() throws IOException {
    try (Reader reader = Files.newBufferedReader(info)) {
      said.load(reader);
    } catch (IOException | IllegalArgumentException unknown) {
      said.clear();
      channel.truncate(0); // bytes of which nobody knows where they came from
    }
  }

  /// Bytes that are there.
  long length() throws IOException {
    return channel.size();
  }

  /// How often bytes that were there have been dropped.
  int restarts() {
    return restarts;
  }

  /// True if what is known of the bytes that are there is what the server says of this file.
  boolean isOf(URI source, RemoteFile remote) {
    return describe(source, remote).entrySet().stream().allMatch(this::isSaid);
  }

  /// True if it can be told when the file is not the same any more.
  boolean isTellable(RemoteFile remote) {
    return remote.sha256().isPresent() || !validator().isEmpty();
  }

  private boolean isSaid(java.util.Map.Entry<Object, Object> entry) {
    return entry.getValue().equals(said.get(entry.getKey()));
  }

  private static Properties describe(URI source, RemoteFile remote) {
    Properties words = new Properties();
    words.setProperty("source", source.toString());
    words.setProperty("size", String.valueOf(remote.size().orElse(-1)));
    words.setProperty("sha256", remote.sha256().orElse(""));
    words.setProperty("version", remote.version());
    return words;
  }

  /// What the server that sent the bytes calls this version of them; empty if it did not say.
  String validator() {
    return said.getProperty("validator", "");
  }

  /// Drops the bytes that are there and begins anew.
  ///
  /// @param validator as in [#validator()]
  void begin(URI source, RemoteFile remote, String validator) throws IOException {
    drop();
    said.putAll(describe(source, remote));
    said.setProperty("validator", validator);
    try (Writer writer = Files.newBufferedWriter(info)) {
      said.store(writer, "What the .part file beside this one is a part of");
    }
  }

  /// Drops the bytes that are there.
  void forget() throws IOException {
    drop();
    Files.deleteIfExists(info);
  }

  private void drop() throws IOException {
    if (channel.size() > 0) {
      restarts++;
    }
    channel.truncate(0);
    said.clear();
  }

  /// Adds bytes at the end.
  void append(List<ByteBuffer> buffers) throws IOException {
    long at = channel.size();
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
    }
  }

  /// Makes sure that all of it is on the disk.
  void force() throws IOException {
    channel.force(true);
  }

  Path path() {
    return part;
  }

  /// Gives the finished file its name.
  void finish() throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target);
    }
    Files.deleteIfExists(info);
  }

  /// Lets go of the file; an empty one is deleted, while nobody else can have begun to fill it.
  @Override
  public void close() throws IOException {
    try (lock;
        channel) {
      if (channel.size() == 0) {
        delete(target);
      }
    }
  }

  /// Deletes what is there of a file.
  ///
  /// @throws DownloadException if it is being loaded
  static void discard(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try (LockFile _ = PartLock.take(target)) {
      delete(target);
    }
  }

  private static void delete(Path target) throws IOException {
    Files.deleteIfExists(partOf(target));
    Files.deleteIfExists(infoOf(target));
  }

  /// Bytes that are there of a file; 0 if it was not begun.
  static long lengthOf(Path target) {
    @Nullable Path folder = target.getParent();
    return folder == null ? 0 : partOf(target).toFile().length();
  }
}
