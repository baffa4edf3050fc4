import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The `.deb`: jpackage's image under /opt/cadenza, and in /usr what a desktop looks for there, owned by the package and
/// so removed with it. Built by `dpkg-deb` from these files: jpackage's own package copies the image, which changes the
/// times that the start-up cache knows its jars by, and calls xdg-utils where dpkg's triggers do the same.
final class Deb {
  private final Path root;
  private final Path work;
  private final Path target;
  private final String version;

  Deb(Path root, Path work, Path target, String version) {
    this.root = root;
    this.work = work;
    this.target = target;
    this.version = version;
  }

  Path make(Path image) throws Exception {
    Path tree = work.resolve("deb");
    Path linux = root.resolve("installers/linux");
    Shell.copy(image, tree.resolve("opt/cadenza"));
    link(tree, "usr/bin/cadenza", "/opt/cadenza/bin/cadenza");
    link(tree, "usr/bin/cadenza-window", "/opt/cadenza/bin/cadenza-window");
    put(linux.resolve("cadenza.desktop"), tree.resolve("usr/share/applications/cadenza.desktop"));
    put(linux.resolve("cadenza.xml"), tree.resolve("usr/share/mime/packages/cadenza.xml"));
    put(
        linux.resolve("cadenza.metainfo.xml"),
        tree.resolve("usr/share/metainfo/cadenza.metainfo.xml"));
    Path manual = tree.resolve("usr/share/man/man1/cadenza.1");
    Shell.write(manual, Files.readString(linux.resolve("cadenza.1")).replace("@VERSION@", version));
    Shell.run("gzip", "-9", "-n", manual.toString());
    for (int size : new int[] {16, 24, 32, 48, 64, 128, 256, 512}) {
      put(
          work.resolve("pictures/cadenza-" + size + ".png"),
          tree.resolve(
              "usr/share/icons/hicolor/" + size + "x" + size + "/apps/cadenza.png"));
    }
    put(
        work.resolve("pictures/cadenza.svg"),
        tree.resolve("usr/share/icons/hicolor/scalable/apps/cadenza.svg"));
    put(linux.resolve("copyright"), tree.resolve("usr/share/doc/cadenza/copyright"));

    String control =
        Files.readString(linux.resolve("control"))
            .replace("@VERSION@", version)
            .replace("@SIZE@", Long.toString(Shell.size(tree) / 1024));
    Shell.write(tree.resolve("DEBIAN/control"), control);
    Path after = tree.resolve("DEBIAN/postrm");
    put(linux.resolve("postrm"), after);
    modes(tree);
    Shell.mode(after, "rwxr-xr-x");
    Path deb = target.resolve("cadenza_" + version + "_amd64.deb");
    Shell.run(
        List.of(
            "dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", tree.toString(), deb.toString()),
        Map.of());
    Shell.delete(tree);
    return deb;
  }

  private static void put(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private static void link(Path tree, String at, String to) throws IOException {
    Files.createDirectories(tree.resolve(at).getParent());
    Files.createSymbolicLink(tree.resolve(at), Path.of(to));
  }

  /// Whatever the builder's umask: all may read, nobody but root may write.
  private static void modes(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        boolean runs = Files.isDirectory(file) || Files.isExecutable(file) && file.startsWith(tree.resolve("opt"));
        Shell.mode(file, runs ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
  }
}
