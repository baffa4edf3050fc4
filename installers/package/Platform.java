import java.util.Locale;

/// The system that is packaged for, which is the one that packages: jlink and jpackage cross no border.
///
/// @param os its family
/// @param name what it is called in file names
/// @param javafx classifier of JavaFX's jars
/// @param sqlite folder of its library in sqlite-jdbc
/// @param jna folder of its library in JNA
/// @param djl folder of its library in pytorch-jni
record Platform(Os os, String name, String javafx, String sqlite, String jna, String djl) {
  enum Os {
    LINUX,
    WINDOWS,
    MACOS
  }

  static Platform current() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    boolean x64 = arch.equals("amd64") || arch.equals("x86_64");
    if (os.startsWith("linux") && x64) {
      return new Platform(
          Os.LINUX, "linux-x86_64", "linux", "Linux/x86_64", "linux-x86-64", "linux-x86_64");
    }
    if (os.startsWith("windows") && x64) {
      return new Platform(
          Os.WINDOWS, "windows-x86_64", "win", "Windows/x86_64", "win32-x86-64", "win-x86_64");
    }
    if (os.startsWith("mac") && arch.equals("aarch64")) {
      return new Platform(
          Os.MACOS, "macos-arm64", "mac-aarch64", "Mac/aarch64", "darwin-aarch64", "osx-aarch64");
    }
    throw Shell.fail(
        "PyTorch 2.7 has libraries for Linux and Windows on x86-64 and macOS on arm64, not for "
            + os
            + " on "
            + arch
            + ".");
  }

  /// Whether a file in a jar is a native library, of whatever system.
  static boolean isLibrary(String file) {
    return file.endsWith(".so")
        || file.endsWith(".dll")
        || file.endsWith(".dylib")
        || file.endsWith(".jnilib")
        || file.endsWith(".a");
  }
}
