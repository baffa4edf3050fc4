package cadenza.app.cli;

import cadenza.app.Workstation;
import cadenza.app.gpu.GpuLibraries;
import cadenza.app.pipeline.AppFolders;
import cadenza.app.pipeline.Program;
import cadenza.app.update.Releases;
import cadenza.app.weights.WeightsLibrary;
import cadenza.sonata.kernels.CudaLibraries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Entry of the program: a subcommand, or the window.
@Command(
    name = "cadenza",
    description = "See what the point model Sonata sees in a 3D scan.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Without a command the window opens."},
    subcommands = {
      DemoCommand.class,
      InfoCommand.class,
      ConvertCommand.class,
      FeaturesCommand.class,
      PcaCommand.class,
      SimilarCommand.class,
      ProbeCommand.class,
      PretrainCommand.class,
      RenderCommand.class,
      RoomsCommand.class,
      WeightsCommand.class,
      GpuCommand.class,
      CachesCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      UpdateCommand.class
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "SCAN", description = "scans to open in the window")
  private List<Path> scans = List.of();

  private final Outside outside;
  private final Questions questions;

  /// What commands can fetch or ask for.
  ///
  /// @param library the official weights
  /// @param gpu the libraries that an NVIDIA GPU needs
  /// @param releases tells of newer versions
  record Outside(WeightsLibrary library, GpuLibraries gpu, Releases releases) {
    static Outside ofUser() {
      return new Outside(WeightsLibrary.ofUser(), GpuLibraries.ofUser(), Releases.ofProgram());
    }
  }

  /// @param questions asks the person at the terminal
  Main(Outside outside, Questions questions) {
    this.outside = outside;
    this.questions = questions;
  }

  /// The program that a command belongs to.
  static Main of(CommandSpec command) {
    return (Main) command.root().userObject();
  }

  WeightsLibrary library() {
    return outside.library();
  }

  GpuLibraries gpu() {
    return outside.gpu();
  }

  Releases releases() {
    return outside.releases();
  }

  Questions questions() {
    return questions;
  }

  /// The whole command line; executing it gives 0 done, 1 failed, 2 wrong arguments, 3 input
  /// unreadable.
  static CommandLine commandLine() {
    return commandLine(Outside.ofUser(), Questions.atTerminal());
  }

  static CommandLine commandLine(Outside outside, Questions questions) {
    return new CommandLine(new Main(outside, questions))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }

  public static void main(String[] arguments) {
    AppFolders folders = AppFolders.ofUser();
    System.getProperties().putIfAbsent(CudaLibraries.PROPERTY, folders.cudaLibraries().toString());
    // Where DJL unpacks PyTorch; its own choice is a folder of its own in the home folder.
    System.getProperties().putIfAbsent("DJL_CACHE_DIR", folders.cache().toString());
    int code;
    try {
      code = commandLine().execute(arguments);
    } catch (OutOfMemoryError | LinkageError e) {
      // The command line's own handler sees exceptions only, not errors.
      System.err.println("cadenza: " + Failures.message(e));
      code = Failures.FAILED;
    }
    System.exit(code);
  }

  @Override
  public Integer call() {
    for (Path scan : scans) {
      if (!Files.exists(scan)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "There is no command and no file named " + scan + ".");
      }
    }
    if (System.getProperty("os.name", "").startsWith("Linux")
        && System.getenv("DISPLAY") == null
        && System.getenv("WAYLAND_DISPLAY") == null) {
      spec.commandLine()
          .getErr()
          .println(
              "There is no display to open a window on. "
                  + Program.command()
                  + " demo --out DIR does the main job to files; "
                  + Program.command()
                  + " --help lists the other commands.");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return Workstation.run(scans);
  }
}
