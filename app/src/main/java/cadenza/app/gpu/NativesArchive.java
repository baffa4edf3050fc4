package cadenza.app.gpu;

import cadenza.app.weights.ByteCount;
import cadenza.app.weights.DownloadException;
import cadenza.scan.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The native libraries in PyTorch's archive, and nothing else of it.
///
/// # How it works
///
/// Only entries directly in `libtorch/lib` with the name of a shared library are taken, and the
/// file with the version beside it: a name that would lead elsewhere matches none of them. No entry
/// may give more bytes than the archive's table says, all together no more than a limit, and every
/// byte goes into the checksum that the table has of the entry. Entries become ordinary files,
/// never links.
final class NativesArchive implements AutoCloseable {
  /// No release of PyTorch comes near it; an archive made to fill disks does.
  static final long LIMIT_BYTES = 24L << 30;

  private static final int LIMIT_ENTRIES = 1000;
  private static final Pattern LIBRARY =
      Pattern.compile("libtorch/lib/[A-Za-z0-9_.+-]+(\\.dll|\\.so(\\.[0-9.]+)?)");
  private static final String VERSION = "libtorch/build-version";
  private static final int PIECE = 1 << 20;

  private final ZipFile zip;
  private final List<ZipEntry> wanted;
  private final long bytes;

  private NativesArchive(ZipFile zip, List<ZipEntry> wanted, long bytes) {
    this.zip = zip;
    this.wanted = wanted;
    this.bytes = bytes;
  }

  /// Reads the table of an archive.
  ///
  /// @throws BrokenException if it is none, or holds no libraries, or too much
  static NativesArchive open(Path file) throws IOException {
    ZipFile zip = openZip(file);
    boolean usable = false;
    try {
      List<ZipEntry> wanted = new ArrayList<>();
      Set<String> names = new HashSet<>();
      long bytes = 0;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        boolean library = LIBRARY.matcher(entry.getName()).matches();
        if (!library && !entry.getName().equals(VERSION)) {
          continue;
        }
        // Windows takes two names that differ in case for one.
        if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
          throw new BrokenException("it holds " + entry.getName() + " twice");
        }
        if (entry.getSize() < 0 || entry.getSize() > LIMIT_BYTES - bytes) {
          throw new BrokenException(
              "its libraries would take more than " + ByteCount.words(LIMIT_BYTES));
        }
        bytes += entry.getSize();
        wanted.add(entry);
      }
      if (wanted.size() > LIMIT_ENTRIES) {
        throw new BrokenException("it holds " + wanted.size() + " libraries");
      }
      if (wanted.stream().allMatch(entry -> entry.getName().equals(VERSION))) {
        throw new BrokenException("it holds no libraries in libtorch/lib");
      }
      usable = true;
      return new NativesArchive(zip, wanted, bytes);
    } finally {
      if (!usable) {
        zip.close();
      }
    }
  }

  private static ZipFile openZip(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException | IllegalArgumentException e) {
      throw new BrokenException("its table cannot be read (" + e.getMessage() + ")");
    }
  }

  /// Bytes of the libraries when they are unpacked.
  long bytes() {
    return bytes;
  }

  /// Unpacks the libraries, which gives `libtorch/lib/…` in that folder.
  ///
  /// @param folder is made; nothing of this name may lie there
  /// @throws BrokenException if an entry is not what the table says
  void unpackInto(Path folder, Progress progress) throws IOException {
    Files.createDirectories(folder.resolve("libtorch").resolve("lib"));
    long done = 0;
    for (ZipEntry entry : wanted) {
      unpack(entry, folder.resolve(entry.getName()), done, progress);
      done += entry.getSize();
    }
  }

  private void unpack(ZipEntry entry, Path target, long before, Progress progress)
      throws IOException {
    String step = "Unpacking " + target.getFileName();
    CRC32 checksum = new CRC32();
    long length = 0;
    byte[] piece = new byte[PIECE];
    try (InputStream in = zip.getInputStream(entry);
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int read = read(in, piece, entry); read >= 0; read = read(in, piece, entry)) {
        progress.checkCancelled();
        length += read;
        if (length > entry.getSize()) {
          throw new BrokenException(entry.getName() + " is longer than its table says");
        }
        checksum.update(piece, 0, read);
        ByteBuffer buffer = ByteBuffer.wrap(piece, 0, read);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        progress.report((before + length) / (double) Math.max(1, bytes), step);
      }
      out.force(true);
    }
    if (length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      throw new BrokenException(entry.getName() + " does not agree with its checksum");
    }
  }

  private static int read(InputStream in, byte[] piece, ZipEntry entry) throws IOException {
    try {
      return in.read(piece);
    } catch (ZipException | EOFException e) {
      throw new BrokenException(entry.getName() + " cannot be unpacked (" + e.getMessage() + ")");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /// An archive that is not what it should be.
  static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /// @param what the second half of a sentence
    BrokenException(String what) {
      super(what);
      this.what = what;
    }

    /// The same for a person, who is told what became of the file.
    DownloadException of(String file) {
      return new DownloadException(
          file + " cannot be used and was deleted: " + what + ".",
          "Download it again; if that repeats, report it.",
          this);
    }
  }
}
