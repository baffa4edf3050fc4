import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes what people install: a self-contained application image, and of it a `.deb`, `.msi` or
/// `.dmg`, whichever this system's is. `./cadenza package` runs it after a build:
///
///     java installers/package/Package.java [--image-only] [--version 1.2.3] [--per-user]
///
/// Needs the JDK it runs on, and on Linux `strip` and `objcopy` (binutils) and `dpkg-deb`. Everything it writes
/// goes to `installers/target`.
public final class Package {
  private Package() {}

  public static void main(String[] arguments) throws Exception {
    List<String> options = List.of(arguments);
    Path root = Path.of("").toAbsolutePath();
    Path target = root.resolve("installers/target");
    if (!Files.isDirectory(root.resolve("app/target/lib"))) {
      Shell.fail("app/target/lib is missing; run ./cadenza package, which builds it.");
    }
    Platform platform = Platform.current();
    String version = version(options, root);
    Shell.delete(target.resolve("work"));
    Path work = Files.createDirectories(target.resolve("work"));

    Shell.say("Pictures …");
    Icons.write(work.resolve("pictures"));
    Shell.say("Libraries of " + platform.name() + " …");
    Libraries libraries = new Libraries(root.resolve("app/target/lib"), work, platform);
    libraries.sort();
    Licences.write(root, libraries, work.resolve("licences"));
    Shell.say("Java runtime …");
    Path runtime = Runtime.link(libraries, work, platform);
    Shell.say("Application image …");
    AppImage image = new AppImage(root, work, target, platform, version);
    Path built = image.make(libraries, runtime);
    Shell.say("Quick starts …");
    image.rehearse(built);
    Map<String, Long> sizes = new TreeMap<>();
    sizes.put(built.getFileName().toString(), Shell.size(built));

    Files.copy(
        root.resolve("app/target/bom.json"),
        target.resolve("cadenza-" + version + "-" + platform.name() + ".cdx.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    if (!options.contains("--image-only")) {
      Shell.say("Installer …");
      Path installer =
          switch (platform.os()) {
            case LINUX -> new Deb(root, work, target, version).make(built);
            case WINDOWS, MACOS -> image.installer(built, options.contains("--per-user"));
          };
      sizes.put(installer.getFileName().toString(), Files.size(installer));
      Checksums.write(target);
    }
    sizes.forEach((name, bytes) -> Shell.say("%-32s %6.1f MB".formatted(name, bytes / 1e6)));
    Shell.say("All of it is in " + target + ".");
  }

  /// `--version`, or the project's own less `-SNAPSHOT`: installers take numbers only.
  private static String version(List<String> options, Path root) throws IOException {
    int at = options.indexOf("--version");
    if (at >= 0) {
      return options.get(at + 1);
    }
    String pom = Files.readString(root.resolve("pom.xml"));
    List<String> found = new ArrayList<>();
    java.util.regex.Matcher matcher =
        java.util.regex.Pattern.compile("<version>([0-9.]+)(-SNAPSHOT)?</version>").matcher(pom);
    if (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found.getFirst();
  }
}
