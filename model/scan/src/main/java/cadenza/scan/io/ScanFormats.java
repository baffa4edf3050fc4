package cadenza.scan.io;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/// Opens and saves scans in whatever formats readers and writers are there for.
public final class ScanFormats {
  private static final int HEAD_BYTES = 4096;

  private ScanFormats() {}

  /// Reads a scan. What the first bytes say counts; the extension decides only between formats that
  /// the content allows.
  ///
  /// @throws ScanException if the file is not there, is empty, or is none of the formats known
  /// @throws CancellationException if `progress` is cancelled
  public static ScanContents read(Path file, ReadOptions options, Progress progress)
      throws IOException {
    try {
      ScanReader reader = reader(file);
      if (options.columns().isPresent() && !reader.takesColumns()) {
        throw columnsHaveNames(file, "its format, " + reader.format() + ",");
      }
      return reader.read(file, options, progress);
    } catch (ClosedChannelException e) {
      // an interrupted thread closes the channel it reads from, for all threads that read
      throw (CancellationException) new CancellationException().initCause(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new ScanException(
          file, "it cannot be read: " + reason, "Check the disk and your rights to the file.", e);
    } catch (OutOfMemoryError e) {
      throw new ScanException(
          file,
          "its %d MB need more memory than the %d MB that Java may use"
              .formatted(Files.size(file) >> 20, Runtime.getRuntime().maxMemory() >> 20),
          "Close other scans, thin this one, or start Cadenza with a larger -Xmx.",
          e);
    }
  }

  /// Refuses names that a person gave for columns: they would be passed over in silence.
  public static ScanException columnsHaveNames(Path file, String what) {
    return new ScanException(
        file,
        what + " says itself what its columns are",
        "Open it without naming them (--columns); that is for texts and arrays without names.");
  }

  /// Reads a scan whole.
  public static ScanContents read(Path file, Progress progress) throws IOException {
    return read(file, ReadOptions.everything(), progress);
  }

  /// A few points from all over a file, quickly, to have something to show while the rest is read;
  /// empty if the format does not allow it or the file is small.
  ///
  /// @param points how many are wanted, about
  public static Optional<PointCloud> preview(Path file, int points, Progress progress)
      throws IOException {
    return reader(file).preview(file, points, progress);
  }

  private static void checkReadable(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new ScanException(file, "there is no such file", "Check the name and the folder.");
    }
    if (!Files.isReadable(file)) {
      throw new ScanException(
          file, "you may not read this file", "Ask its owner for the right to read it.");
    }
    if (Files.size(file) == 0) {
      throw new ScanException(file, "the file is empty (0 bytes)", "Copy or export it again.");
    }
  }

  private static ScanReader reader(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return readers().stream()
          .filter(reader -> reader.readsFolder(file))
          .findFirst()
          .orElseThrow(
              () -> new ScanException(file, "this folder is no scan", "Open a scan inside it."));
    }
    checkReadable(file);
    byte[] head;
    try (FileBytes bytes = FileBytes.open(file)) {
      head = bytes.read(0, HEAD_BYTES);
    }
    ScanReader possible = null;
    for (ScanReader reader : readers()) {
      switch (reader.sniff(head, file)) {
        case CERTAIN -> {
          return reader;
        }
        case POSSIBLE -> possible = possible == null ? reader : possible;
        case NO -> {}
      }
    }
    if (possible != null) {
      return possible;
    }
    String extension = extension(file);
    String what =
        readableExtensions().contains(extension)
            ? "the name says " + extension + ", but the content does not: it begins with "
            : "this is no scan that Cadenza can read; it begins with ";
    throw new ScanException(
        file,
        what + shown(head),
        "Check that it is the right file; formats read are: "
            + String.join(", ", readableExtensions())
            + ".");
  }

  /// Writes a scan in the format that the extension of `file` names, or as a folder of arrays if
  /// `file` is a folder. What is written appears whole or not at all.
  ///
  /// @throws ScanException if there is no writer for the extension, or the folder is missing
  public static void write(ScanContents contents, Path file, Progress progress) throws IOException {
    if (Files.isDirectory(file)) {
      writeFolder(contents, file, progress);
      return;
    }
    String extension = extension(file);
    for (ScanWriter writer : writers()) {
      if (writer.extensions().contains(extension)) {
        writer.write(contents, file, progress);
        return;
      }
    }
    throw new ScanException(
        file,
        extension.isEmpty()
            ? "the name has no extension that tells the format"
            : "scans cannot be written as ." + extension,
        "Use one of: " + String.join(", ", writableExtensions()) + ".");
  }

  /// Writes a scan as a folder of arrays, which is made if it is not there.
  ///
  /// @throws ScanException if the folder holds anything else, or lies in one that is missing
  public static void writeFolder(ScanContents contents, Path folder, Progress progress)
      throws IOException {
    for (ScanWriter writer : writers()) {
      if (writer.writesFolders()) {
        writer.write(contents, folder, progress);
        return;
      }
    }
    throw new ScanException(
        folder, "no writer of folders is there", "Install Cadenza again, whole.");
  }

  /// Writes points that come from no file.
  public static void write(PointCloud cloud, Path file, Progress progress) throws IOException {
    write(new ScanContents(cloud, "memory"), file, progress);
  }

  /// True if the folder is one scan, such as arrays that lie beside each other.
  public static boolean isScanFolder(Path folder) {
    return readers().stream().anyMatch(reader -> reader.readsFolder(folder));
  }

  /// Extensions of files that can be read, lower case, without the dot, sorted.
  public static Set<String> readableExtensions() {
    Set<String> extensions = new TreeSet<>();
    readers().forEach(reader -> extensions.addAll(reader.extensions()));
    return extensions;
  }

  /// Extensions of files that can be written, lower case, without the dot, sorted.
  public static Set<String> writableExtensions() {
    Set<String> extensions = new TreeSet<>();
    writers().forEach(writer -> extensions.addAll(writer.extensions()));
    return extensions;
  }

  private static List<ScanReader> readers() {
    return load(ScanReader.class);
  }

  private static List<ScanWriter> writers() {
    return load(ScanWriter.class);
  }

  private static <T> List<T> load(Class<T> service) {
    return ServiceLoader.load(service, ScanFormats.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String extension(Path file) {
    String name = fileName(file);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /// The first characters of a text, or the first bytes of something else.
  private static String shown(byte[] head) {
    int length = Math.min(head.length, 24);
    StringBuilder hex = new StringBuilder("the bytes");
    for (int i = 0; i < length; i++) {
      if (head[i] >= 0 && head[i] < ' ' && head[i] != '\n' && head[i] != '\r' && head[i] != '\t') {
        for (int j = 0; j < Math.min(8, length); j++) {
          hex.append(" %02x".formatted(head[j] & 0xff));
        }
        return hex.toString();
      }
    }
    String text = new String(head, 0, length, StandardCharsets.UTF_8);
    return "\"" + text.replaceAll("\\s+", " ").strip() + (head.length > length ? "…" : "") + "\"";
  }
}
