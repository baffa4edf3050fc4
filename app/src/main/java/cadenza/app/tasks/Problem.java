package cadenza.app.tasks;

import cadenza.scan.io.ScanException;
import cadenza.sonata.DeviceException;
import cadenza.sonata.kernels.DeviceMemoryException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;

/// A failure in words: what was being done, what happened, what the person can do. The stack trace
/// is kept for whoever copies the details, and never shown.
///
/// @param title what was being done, such as "Opening office1.pcd"
/// @param what what happened and where, a sentence
/// @param advice what to do about it, a sentence; may be empty
/// @param details everything a developer wants to know, for the clipboard
public record Problem(String title, String what, String advice, String details) {
  /// Puts a failure into words.
  public static Problem of(String title, Throwable failure) {
    String details = details(title, failure);
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return switch (failure) {
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          of(title, Objects.requireNonNull(wrapped.getCause()));
      case ScanException scan -> ofMessage(title, message, details);
      case DeviceException device -> ofMessage(title, message, details);
      case DeviceMemoryException memory -> {
        Problem told = ofMessage(title, message, details);
        yield told.advice().isEmpty()
            ? new Problem(title, told.what(), "Use a coarser grid or close other scans.", details)
            : told;
      }
      case OutOfMemoryError memory ->
          new Problem(
              title,
              memoryWords(),
              "Close other scans, choose a coarser grid, or start Cadenza with more memory (-Xmx).",
              details);
      case NoSuchFileException missing ->
          new Problem(
              title,
              "There is no file of this name (" + missing.getFile() + ").",
              "It may have been moved or renamed; open it from where it is now.",
              details);
      case FileNotFoundException missing ->
          new Problem(title, message, "Check the name and the folder.", details);
      case AccessDeniedException denied ->
          new Problem(
              title,
              "The system does not allow access to " + denied.getFile() + ".",
              "Change the permissions of the file or copy it to a folder of yours.",
              details);
      case IOException io when message.contains(" — ") -> ofMessage(title, message, details);
      case IOException io ->
          new Problem(
              title,
              message.isEmpty() ? "The file could not be read or written." : message,
              "Check that the disk is connected and has space, then try again.",
              details);
      case UnsatisfiedLinkError link -> nativeLibrary(title, details);
      case NoClassDefFoundError link -> nativeLibrary(title, details);
      case IllegalArgumentException argument when !message.isEmpty() ->
          ofMessage(title, message, details);
      default ->
          new Problem(
              title,
              "Something went wrong that Cadenza did not foresee ("
                  + failure.getClass().getSimpleName()
                  + (message.isEmpty() ? "" : ": " + message)
                  + ").",
              "What was open is still there. Copy the details into a bug report.",
              details);
    };
  }

  /// Splits "file: what — what to do (path)", the form that all readers' exceptions have.
  private static Problem ofMessage(String title, String message, String details) {
    int dash = message.lastIndexOf(" — ");
    if (dash < 0) {
      return new Problem(title, message, "", details);
    }
    return new Problem(title, message.substring(0, dash), message.substring(dash + 3), details);
  }

  private static Problem nativeLibrary(String title, String details) {
    return new Problem(
        title,
        "A native library this needs could not be loaded.",
        "Run \"cadenza doctor\", which says what is missing.",
        details);
  }

  private static String memoryWords() {
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "Memory ran out: the Java heap may grow to %.1f GB, %.1f GB of it are in use.",
        runtime.maxMemory() / 1e9,
        (runtime.totalMemory() - runtime.freeMemory()) / 1e9);
  }

  private static String details(String title, Throwable failure) {
    StringWriter text = new StringWriter();
    text.append(title).append("\n\n");
    text.append(
        String.format(
            "Java %s, %s %s %s%n%n",
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
