package cadenza.scan.io.arrays;

import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Writes a folder of arrays as Pointcept's data sets have them: `coord.npy`, `color.npy`,
/// `normal.npy`, `segment.npy`, `instance.npy`, `strength.npy`, and one file for every other
/// attribute ([CloudArrays]).
///
/// The folder appears whole or not at all: under another name beside its place, renamed once all is
/// written. Only a folder that is empty or holds nothing but arrays is replaced.
public final class PointceptWriter implements ScanWriter {
  @Override
  public String format() {
    return "pointcept";
  }

  @Override
  public Set<String> extensions() {
    return Set.of();
  }

  @Override
  public boolean writesFolders() {
    return true;
  }

  @Override
  public void write(ScanContents contents, Path folder, Progress progress) throws IOException {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new ScanException(
          folder, "the folder to write it into does not exist", "Create it or choose another.");
    }
    checkReplaceable(folder);
    CloudArrays cloud = CloudArrays.of(contents, "strength");
    String mark = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    Path temporary = parent.resolve("." + folder.getFileName() + "." + mark + ".part");
    Path old = parent.resolve("." + folder.getFileName() + "." + mark + ".old");
    try {
      Files.createDirectory(temporary);
      fill(temporary, cloud, progress);
      boolean isThere = Files.exists(folder);
      if (isThere) {
        Files.move(folder, old);
      }
      try {
        Files.move(temporary, folder);
      } catch (IOException e) {
        if (isThere) {
          Files.move(old, folder);
        }
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw new ScanException(
          folder, "you may not write into this folder", "Choose another folder.", e);
    } finally {
      delete(temporary);
      delete(old);
    }
  }

  private static void checkReplaceable(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ScanException(folder, "a file has this name", "Choose another name.");
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> foreign = files.filter(file -> !isOurs(file)).limit(1).toList();
      if (!foreign.isEmpty()) {
        throw new ScanException(
            folder,
            "the folder is there and holds more than arrays, such as "
                + foreign.getFirst().getFileName(),
            "Choose a new or an empty folder.");
      }
    }
  }

  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (name.endsWith(".npy") || name.equals(ScanNotes.NAME + ".json"));
  }

  private static void fill(Path folder, CloudArrays cloud, Progress progress) throws IOException {
    List<OutArray> arrays = cloud.arrays();
    for (int i = 0; i < arrays.size(); i++) {
      Path file = folder.resolve(arrays.get(i).name() + ".npy");
      double from = (double) i / arrays.size();
      double to = (i + 1.0) / arrays.size();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        arrays.get(i).writeTo(out, progress.slice(from, to));
      }
    }
    if (!cloud.notes().isEmpty()) {
      Files.writeString(
          folder.resolve(ScanNotes.NAME + ".json"), cloud.notes().toJson(), StandardCharsets.UTF_8);
    }
  }

  /// Deletes a folder of ours with the files in it.
  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
