import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The program's jars, sorted: JavaFX into the runtime, small native libraries as files, everything for other systems
/// left out. PyTorch stays packed (its 357 MB would be most of the program) and unpacks itself into the person's cache
/// at the first encoding.
final class Libraries {
  /// No time of day in what is built: the same input gives the same files.
  private static final FileTime TIME = FileTime.fromMillis(1_767_225_600_000L);

  private final Path from;
  private final Path packed;
  private final Platform platform;

  /// Modules that are linked into the runtime.
  final Path modules;

  /// Native libraries of JavaFX, for the runtime's own folder.
  final Path runtimeNatives;

  /// Jars of the class path, and native libraries in its folder `natives`.
  final Path app;

  final Path natives;

  Libraries(Path from, Path work, Platform platform) throws IOException {
    this.from = from;
    packed = work.resolveSibling("packed");
    this.platform = platform;
    modules = Files.createDirectories(work.resolve("modules"));
    runtimeNatives = Files.createDirectories(work.resolve("runtime-natives"));
    app = Files.createDirectories(work.resolve("app"));
    natives = Files.createDirectories(app.resolve("natives"));
  }

  List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  void sort() throws Exception {
    for (Path jar : all()) {
      String name = jar.getFileName().toString();
      if (name.startsWith("javafx-")) {
        if (name.endsWith("-" + platform.javafx() + ".jar")) {
          unpackLibraries(jar, runtimeNatives, entry -> true);
          thin(jar, modules.resolve(name), entry -> !Platform.isLibrary(entry));
        } // the others are empty
      } else if (name.startsWith("lwjgl") && name.contains("-natives-")) {
        unpackLibraries(jar, natives, entry -> true);
      } else if (name.startsWith("sqlite-jdbc")) {
        unpackLibraries(
            jar, natives, entry -> entry.startsWith("org/sqlite/native/" + platform.sqlite() + "/"));
        thin(jar, app.resolve(name), entry -> !Platform.isLibrary(entry));
      } else if (name.startsWith("jna-")) {
        unpackLibraries(
            jar, natives, entry -> entry.startsWith("com/sun/jna/" + platform.jna() + "/"));
        thin(jar, app.resolve(name), entry -> !Platform.isLibrary(entry));
      } else if (name.startsWith("pytorch-jni")) {
        thin(
            jar,
            app.resolve(name),
            entry -> !Platform.isLibrary(entry) || entry.startsWith("jnilib/" + platform.djl()));
      } else if (name.startsWith("pytorch-native") && platform.os() == Platform.Os.LINUX) {
        Path kept = packed.resolve(name); // packing takes the longest of all, and the result is always the same
        if (!Files.isRegularFile(kept)) {
          Files.createDirectories(packed);
          strippedTorch(jar, packed.resolve("part"));
          Files.move(packed.resolve("part"), kept);
        }
        Shell.copy(kept, app.resolve(name));
      } else {
        Files.copy(jar, app.resolve(name));
        Files.setLastModifiedTime(app.resolve(name), TIME);
      }
    }
    if (platform.os() == Platform.Os.LINUX) {
      for (Path folder : List.of(natives, runtimeNatives)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Shell.run("strip", "--strip-unneeded", file.toString());
          }
        }
      }
    }
  }

  private static void unpackLibraries(Path jar, Path to, Predicate<String> wanted)
      throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (Platform.isLibrary(entry.getName()) && wanted.test(entry.getName())) {
          String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, to.resolve(name));
          }
          Shell.mode(to.resolve(name), "rw-r--r--");
        }
      }
    }
  }

  /// Copies a jar without some of its files; signatures would no longer hold, so they go too.
  private static void thin(Path jar, Path to, Predicate<String> wanted) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(to);
        ZipOutputStream copy = new ZipOutputStream(out)) {
      for (ZipEntry entry : entries(zip)) {
        String name = entry.getName();
        boolean signature =
            name.startsWith("META-INF/") && (name.endsWith(".SF") || name.endsWith(".RSA"));
        if (!entry.isDirectory() && !signature && wanted.test(name)) {
          put(copy, name, zip.getInputStream(entry));
        }
      }
    }
    Files.setLastModifiedTime(to, TIME);
  }

  private static List<ZipEntry> entries(ZipFile zip) {
    return new ArrayList<>(zip.stream().toList());
  }

  private static void put(ZipOutputStream to, String name, InputStream from) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(TIME);
    to.putNextEntry(entry);
    try (from) {
      from.transferTo(to);
    }
    to.closeEntry();
  }

  /// PyTorch without its symbol table, which is 89 MB of 446 that nothing reads at run time.
  private static void strippedTorch(Path jar, Path to) throws Exception {
    Path folder = Files.createTempDirectory("cadenza-torch");
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(to);
        ZipOutputStream copy = new ZipOutputStream(out)) {
      for (ZipEntry entry : entries(zip)) {
        if (entry.isDirectory()) {
          continue;
        }
        if (!Platform.isLibrary(entry.getName())) {
          put(copy, entry.getName(), zip.getInputStream(entry));
          continue;
        }
        Path file = folder.resolve("library.so");
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, file);
        }
        Shell.run("strip", "--strip-unneeded", file.toString());
        put(copy, entry.getName(), Files.newInputStream(file));
        Files.delete(file);
      }
    } finally {
      Shell.delete(folder);
    }
    Files.setLastModifiedTime(to, TIME);
  }
}
