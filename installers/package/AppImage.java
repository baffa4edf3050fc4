import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The image, by jpackage: launchers, the runtime, the jars; and for Windows and macOS the installer of it.
final class AppImage {
  private static final String DESCRIPTION = "See what a self-supervised model sees in a 3D scan";

  /// A fixed name for upgrades: Windows replaces what carries the same one.
  private static final String WINDOWS_UPGRADE = "6d5f3f3e-5a0b-4d0e-9c8a-3f0f6f2f6b11";

  private final Path root;
  private final Path work;
  private final Path target;
  private final Platform platform;
  private final String version;

  AppImage(Path root, Path work, Path target, Platform platform, String version) {
    this.root = root;
    this.work = work;
    this.target = target;
    this.platform = platform;
    this.version = version;
  }

  /// What `./cadenza` starts Java with, and where this copy's native libraries lie. Nothing is unpacked beside the
  /// program or into the home folder.
  private List<String> javaOptions() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--enable-native-access=ALL-UNNAMED,javafx.graphics",
                "--sun-misc-unsafe-memory-access=allow",
                "-DOPT_OUT_TRACKING=true",
                "-Dcadenza.installed=true",
                "-Dcadenza.licences=$APPDIR/licences",
                "-XX:+UseG1GC",
                "-XX:MaxRAMPercentage=50",
                "-XX:G1PeriodicGCInterval=15000",
                "-Dorg.lwjgl.librarypath=$APPDIR/natives",
                "-Dorg.sqlite.lib.path=$APPDIR/natives",
                "-Djna.boot.library.path=$APPDIR/natives",
                "-Djna.nounpack=true"));
    if (platform.os() != Platform.Os.MACOS) {
      options.add("-XX:AOTCache=$APPDIR/cadenza.aot");
      options.add("-Xlog:disable");
    }
    return options;
  }

  /// Makes the image.
  ///
  /// @return its folder
  Path make(Libraries libraries, Path runtime) throws Exception {
    Shell.copy(work.resolve("licences"), libraries.app.resolve("licences"));
    Files.copy(work.resolve("pictures/splash.png"), libraries.app.resolve("splash.png"));
    String name = platform.os() == Platform.Os.LINUX ? "cadenza" : "Cadenza";
    Path place = target.resolve(platform.os() == Platform.Os.MACOS ? name + ".app" : name);
    Shell.delete(place);
    List<String> command =
        new ArrayList<>(
            List.of(
                Shell.jdk("jpackage"),
                "--type",
                "app-image",
                "--name",
                name,
                "--dest",
                target.toString(),
                "--input",
                libraries.app.toString(),
                "--runtime-image",
                runtime.toString(),
                "--main-jar",
                mainJar(libraries),
                "--main-class",
                "cadenza.app.cli.Main",
                "--app-version",
                version,
                "--vendor",
                "Cadenza",
                "--description",
                DESCRIPTION,
                "--copyright",
                "Cadenza's authors, GPL-3.0-or-later",
                "--icon",
                icon().toString()));
    for (String option : javaOptions()) {
      command.add("--java-options");
      command.add(option);
    }
    switch (platform.os()) {
      // On Linux a terminal and a menu may start the same program; the menu's one shows a splash at once.
      case LINUX -> addLauncher(command, "cadenza-window", "java-options=" + withSplash() + "\n");
      // On Windows a program has a console or it has none.
      case WINDOWS ->
          addLauncher(
              command,
              "cadenza-cli",
              "win-console=true\njava-options=" + String.join(" ", javaOptions()) + "\n");
      case MACOS -> {
        command.add("--mac-package-identifier");
        command.add("cadenza.workstation");
        associations().forEach(file -> command.addAll(List.of("--file-associations", file)));
      }
    }
    if (platform.os() == Platform.Os.WINDOWS) {
      command.addAll(List.of("--java-options", "-Dcadenza.splash=true"));
      command.addAll(List.of("--java-options", "-splash:$APPDIR/splash.png"));
    }
    Shell.run(command, Map.of());
    return place;
  }

  private String withSplash() {
    List<String> options = new ArrayList<>(javaOptions());
    options.add("-Dcadenza.splash=true");
    options.add("-splash:$APPDIR/splash.png");
    return String.join(" ", options);
  }

  private void addLauncher(List<String> command, String name, String properties) throws Exception {
    Path file = work.resolve(name + ".properties");
    Files.writeString(file, properties);
    command.add("--add-launcher");
    command.add(name + "=" + file);
  }

  private static String mainJar(Libraries libraries) throws Exception {
    try (Stream<Path> files = Files.list(libraries.app)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.startsWith("cadenza-app-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private Path icon() {
    return work.resolve("pictures")
        .resolve(
            switch (platform.os()) {
              case LINUX -> "cadenza-256.png";
              case WINDOWS -> "cadenza.ico";
              case MACOS -> "cadenza.icns";
            });
  }

  private List<String> associations() throws Exception {
    Path folder =
        root.resolve("installers")
            .resolve(platform.os() == Platform.Os.WINDOWS ? "windows" : "macos");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".properties"))
          .sorted()
          .toList();
    }
  }

  /// Opens the window once for nobody and keeps what Java learns of its classes. Without it starts take a second
  /// longer, nothing else, so that a machine without a display can package too: JavaFX's headless platform is enough.
  void rehearse(Path image) throws Exception {
    if (platform.os() == Platform.Os.MACOS) {
      return; // a signed bundle must not change, and its place is not known before
    }
    Path app = image.resolve(platform.os() == Platform.Os.LINUX ? "lib/app" : "app");
    Path archive = app.resolve("cadenza.aot");
    Path home = Files.createDirectories(work.resolve("home"));
    List<String> command = new ArrayList<>();
    Path runtime =
        image.resolve(platform.os() == Platform.Os.LINUX ? "lib/runtime" : "runtime");
    command.add(runtime.resolve("bin").resolve("java").toString());
    for (String option : javaOptions()) {
      if (!option.startsWith("-Xlog") && !option.startsWith("-XX:AOTCache")) {
        command.add(option.replace("$APPDIR", app.toString()));
      }
    }
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + archive,
            "-Xlog:disable",
            "-Duser.home=" + home,
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Dcadenza.rehearsal=true",
            "-cp",
            classPath(app),
            "cadenza.app.cli.Main"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("rehearsal.log").toFile());
    builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
    builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
    builder.environment().put("XDG_DATA_HOME", home.resolve("data").toString());
    builder.environment().put("DISPLAY", ":none");
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    if (!Files.isRegularFile(archive)) {
      Shell.say(
          "No cache came of it, starts will be slower; see "
              + work.resolve("rehearsal.log"));
    }
  }

  /// The class path in jpackage's order: Java takes an archive only with the same one.
  private static String classPath(Path app) throws Exception {
    List<String> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(app)) {
      Path configuration =
          files.filter(file -> file.toString().endsWith("adenza.cfg")).findFirst().orElseThrow();
      for (String line : Files.readAllLines(configuration)) {
        if (line.startsWith("app.classpath=")) {
          jars.add(
              line.substring("app.classpath=".length())
                  .strip()
                  .replace("$APPDIR", app.toString())
                  .replace('\\', java.io.File.separatorChar));
        }
      }
    }
    return String.join(java.io.File.pathSeparator, jars);
  }

  /// `.msi` or `.dmg` of the image.
  ///
  /// @param perUser a `.msi` that needs no administrator
  Path installer(Path image, boolean perUser) throws Exception {
    boolean windows = platform.os() == Platform.Os.WINDOWS;
    List<String> command =
        new ArrayList<>(
            List.of(
                Shell.jdk("jpackage"),
                "--type",
                windows ? "msi" : "dmg",
                "--name",
                "Cadenza",
                "--app-image",
                image.toString(),
                "--app-version",
                version,
                "--vendor",
                "Cadenza",
                "--description",
                DESCRIPTION,
                "--license-file",
                root.resolve("LICENSE").toString(),
                "--dest",
                target.toString()));
    if (windows) {
      command.addAll(
          List.of(
              "--win-dir-chooser",
              "--win-menu",
              "--win-menu-group",
              "Cadenza",
              "--win-shortcut",
              "--win-shortcut-prompt",
              "--win-upgrade-uuid",
              WINDOWS_UPGRADE));
      associations().forEach(file -> command.addAll(List.of("--file-associations", file)));
      if (perUser) {
        command.add("--win-per-user-install");
      }
    }
    Shell.run(command, Map.of());
    Path made = target.resolve("Cadenza-" + version + (windows ? ".msi" : ".dmg"));
    String kind = windows && perUser ? "-per-user" : "";
    Path named =
        target.resolve(
            "cadenza-" + version + "-" + platform.name() + kind + (windows ? ".msi" : ".dmg"));
    return Files.move(made, named, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
