package cadenza.app.cli;

import cadenza.scan.io.ScanException;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Turns what went wrong into one message on standard error and an exit code.
final class Failures implements IExecutionExceptionHandler {
  static final int FAILED = 1;
  static final int UNREADABLE = 3;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    command.getErr().println("cadenza: " + message(failure));
    if (Boolean.getBoolean("cadenza.trace")) {
      failure.printStackTrace(command.getErr());
    }
    return failure instanceof ScanException || failure instanceof WeightsException
        ? UNREADABLE
        : FAILED;
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case ScanException e -> String.valueOf(e.getMessage());
      case WeightsException e -> String.valueOf(e.getMessage());
      case CancellationException _ -> "cancelled";
      case NoSuchFileException e -> "no such file or folder: " + e.getFile();
      case AccessDeniedException e ->
          "not allowed to read or write it; check its permissions: " + e.getFile();
      case IOException e -> "the disk did not do it: " + e.getMessage();
      case IllegalArgumentException e -> String.valueOf(e.getMessage());
      default ->
          failure
              + ". That is a mistake in Cadenza; run again with"
              + " CADENZA_JAVA_OPTS=-Dcadenza.trace=true and report what it prints.";
    };
  }
}
