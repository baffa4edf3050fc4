package cadenza.scan.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// Writes a file so that it appears whole or not at all: under another name in the same folder,
/// renamed once all is on the disk.
public final class AtomicFile {
  /// Writes the content of the file.
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes the content of a file in any order.
  public interface Filling {
    void fill(FileChannel channel) throws IOException;
  }

  /// Makes a file of the name it is given, by another program for instance.
  public interface Making {
    void make(Path temporary) throws IOException;
  }

  private AtomicFile() {}

  /// Writes a file, or leaves what was there as it was.
  ///
  /// @throws ScanException if the folder is missing or what is there cannot be replaced
  public static void write(Path file, Content content) throws IOException {
    replace(
        file,
        temporary -> {
          try (OutputStream out =
              new BufferedOutputStream(
                  Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW), 1 << 16)) {
            content.writeTo(out);
          }
        });
  }

  /// Writes a file of which parts are known only after others that lie behind them, or leaves what
  /// was there as it was.
  ///
  /// @throws ScanException if the folder is missing or what is there cannot be replaced
  public static void fill(Path file, Filling filling) throws IOException {
    replace(
        file,
        temporary -> {
          try (FileChannel channel =
              FileChannel.open(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            filling.fill(channel);
          }
        });
  }

  /// Else the new name could outlive a power cut, and what it names not.
  private static void force(Path written) throws IOException {
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Lets somebody else write a file, or leaves what was there as it was.
  ///
  /// @throws ScanException if the folder is missing or what is there cannot be replaced
  public static void make(Path file, Making making) throws IOException {
    replace(file, making);
  }

  private static void replace(Path file, Making making) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ScanException(
          file, "the folder to write it into does not exist", "Create it or choose another.");
    }
    if (Files.isDirectory(file)) {
      throw new ScanException(file, "a folder has this name", "Choose another name.");
    }
    // not Files.createTempFile: that would leave the scan readable for its owner only
    String mark = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    Path temporary = folder.resolve("." + file.getFileName() + "." + mark + ".part");
    try {
      making.make(temporary);
      force(temporary);
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (AccessDeniedException e) {
      throw new ScanException(
          file, "you may not write into this folder", "Choose another folder.", e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
