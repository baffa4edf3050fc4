package cadenza.app.cli;

import cadenza.app.pipeline.Program;
import cadenza.scan.io.ScanException;
import cadenza.sonata.DeviceException;
import cadenza.sonata.WeightsException;
import cadenza.sonata.kernels.DeviceMemoryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns what went wrong into one message on standard error and an exit code.
final class Failures implements IExecutionExceptionHandler {
  static final int FAILED = 1;
  static final int UNREADABLE = 3;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    if (failure instanceof ParameterException wrong) {
      throw wrong;
    }
    Throwable cause =
        failure instanceof UncheckedIOException
            ? Objects.requireNonNullElse(failure.getCause(), failure)
            : failure;
    command.getErr().println("cadenza: " + message(cause));
    if (Boolean.getBoolean("cadenza.trace")) {
      failure.printStackTrace(command.getErr());
    }
    return cause instanceof ScanException || cause instanceof WeightsException
        ? UNREADABLE
        : FAILED;
  }

  static String message(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case ScanException _ -> message;
      case WeightsException _ -> message;
      case DeviceException _ -> message;
      case DeviceMemoryException _ -> message;
      case CancellationException _ -> "cancelled";
      case NoSuchFileException e -> "no such file or folder: " + e.getFile();
      case AccessDeniedException e ->
          "not allowed to read or write it; check its permissions: " + e.getFile();
      case FileAlreadyExistsException e -> "a file stands where a folder is needed: " + e.getFile();
      case FileSystemException e -> e.getFile() + ": " + e.getReason();
      case IOException _ -> message;
      case IllegalArgumentException _ -> message;
      case OutOfMemoryError _ ->
          String.format(
              Locale.ROOT,
              "memory ran out: the Java heap may grow to %.1f GB. Use a coarser --grid, or allow more"
                  + " with %s=-Xmx16g.",
              Runtime.getRuntime().maxMemory() / 1e9,
              Program.optionsVariable());
      case LinkageError _ ->
          "a native library could not be loaded ("
              + message
              + "); "
              + Program.command()
              + " doctor says more.";
      default ->
          failure
              + ". That is a mistake in Cadenza; run again with"
              + " "
              + Program.optionsVariable()
              + "=-Dcadenza.trace=true and report what it prints.";
    };
  }
}
