package cadenza.app.cli;

import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Scans named on the command line: files, folders that are one scan, and folders of scans.
final class ScanArguments {
  private ScanArguments() {}

  /// The scans, those of a folder by name.
  ///
  /// @throws ScanException if a folder holds none
  static List<Path> expand(List<Path> arguments) throws IOException {
    List<Path> out = new ArrayList<>();
    for (Path argument : arguments) {
      if (!Files.isDirectory(argument) || ScanFormats.isScanFolder(argument)) {
        out.add(argument);
        continue;
      }
      Set<String> extensions = ScanFormats.readableExtensions();
      try (Stream<Path> files = Files.list(argument)) {
        List<Path> found =
            files
                .filter(file ->
                    Files.isDirectory(file)
                        ? ScanFormats.isScanFolder(file)
                        : extensions.contains(Console.extension(file)))
                .sorted()
                .toList();
        if (found.isEmpty()) {
          throw new ScanException(
              argument,
              "there is no scan in this folder",
              "Name a scan, or a folder that has some.");
        }
        out.addAll(found);
      }
    }
    return out;
  }

  /// Names without extension, each once: scans of the same name from different folders must not
  /// write over each other.
  static List<String> distinctNames(List<Path> scans) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> used = new HashMap<>();
    for (Path scan : scans) {
      String name = stem(scan);
      int count = used.merge(name, 1, Integer::sum);
      names.add(count == 1 ? name : name + "-" + count);
    }
    return names;
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.toAbsolutePath().normalize().getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
