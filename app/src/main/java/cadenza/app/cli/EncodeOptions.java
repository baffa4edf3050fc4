package cadenza.app.cli;

import cadenza.app.pipeline.Compute;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.FreeMemory;
import cadenza.app.pipeline.Model;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.sonata.Branch;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Options of every command that runs the encoder.
final class EncodeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee = CommandSpec.create();

  @Option(
      names = "--weights",
      paramLabel = "FILE|NAME",
      description = {
        "a .pth or .safetensors file, or the name of official weights that were downloaded, such as"
            + " sonata",
        "(default: Cadenza's own starter weights)"
      })
  @Nullable Path weights;

  /// What `--config` takes.
  static final String CONFIGS = "NAME|FILE";

  /// What `--branch` takes.
  static final String BRANCHES = "student|teacher";

  @Option(
      names = "--config",
      paramLabel = CONFIGS,
      description = {
        "network of weights that do not say their own: base, starter, concerto-large,",
        "concerto-small, concerto-tiny or a JSON file"
      })
  @Nullable String config;

  @Option(
      names = "--branch",
      paramLabel = BRANCHES,
      description = "which encoder of a pretraining state (default: student)")
  @Nullable Branch branch;

  @Option(
      names = "--grid",
      paramLabel = "METRES",
      description = "edge of a voxel (default: what the weights were trained at)")
  float gridSizeMeters;

  @Option(names = "--device", description = "auto, cpu or cuda (default: auto)")
  DeviceChoice device = DeviceChoice.AUTO;

  @Option(
      names = "--precision",
      description = {
        "numbers to compute in: f32, or bf16, which needs half the memory for weights and differs",
        "by about a percent (default: f32)"
      })
  Precision precision = Precision.F32;

  @Option(
      names = "--seed",
      description = "which point stands for a voxel that holds several (default: 0)")
  long seed;

  Model open(Progress progress) throws IOException {
    SonataConfig network = networkOf(config, branch, weights, "--weights", mixee);
    Model model = Model.open(fileOf(weights, mixee), network, branch, progress);
    if (device == DeviceChoice.CUDA) {
      model.choose(device); // a device that is not there is said before any work is done
    }
    return model;
  }

  /// The file that was meant by a weights argument: a file, or the name of official weights.
  ///
  /// @throws WeightsException if those are not on this machine
  static @Nullable Path fileOf(@Nullable Path weights, CommandSpec spec) throws WeightsException {
    return weights == null ? null : Main.of(spec).library().resolve(weights);
  }

  /// The network that `--config` names.
  ///
  /// @param weights the weights that are named beside it, as `called`; Cadenza's own have a network
  ///   and one encoder, so nothing can be chosen of them
  /// @throws WeightsException if it names a file that holds no network
  /// @throws ParameterException if it names nothing, or something was chosen of Cadenza's own
  static @Nullable SonataConfig networkOf(
      @Nullable String config,
      @Nullable Branch branch,
      @Nullable Path weights,
      String called,
      CommandSpec spec)
      throws IOException {
    Console console = Console.of(spec);
    console.require(
        weights != null || (config == null && branch == null),
        (config == null ? "--branch" : "--config")
            + " says something of a weights file, and none is named. Name one with "
            + called
            + ", or leave it out.");
    if (config == null) {
      return null;
    }
    SonataConfig named = SonataConfig.named().get(config);
    return named == null ? ConfigFile.read(console.argument(() -> fileNamed(config))) : named;
  }

  private static Path fileNamed(String config) {
    Path file = null;
    try {
      file = Path.of(config);
    } catch (InvalidPathException noFile) {
      // The message below says what would be right.
    }
    if (file == null || config.isEmpty() || !Files.exists(file)) {
      throw new IllegalArgumentException(
          "--config: there is no network and no file of the name \""
              + config
              + "\". Networks are "
              + String.join(", ", SonataConfig.named().keySet())
              + ".");
    }
    return file;
  }

  EncodeSettings settings() {
    return new EncodeSettings(gridSizeMeters, seed).with(compute());
  }

  Compute compute() {
    return new Compute(device, precision);
  }

  /// Encodes without a cache, and says before each run what it will take.
  static FeaturePipeline pipeline(PrintWriter err) {
    return new FeaturePipeline(
        null,
        FreeMemory::now,
        plan -> {
          err.println(plan.text());
          err.flush();
        });
  }

  /// Encodes without a cache, so that what is measured or written was computed now.
  EncodedScan encode(PointCloud cloud, Model model, Progress progress, PrintWriter err)
      throws IOException {
    return encode(cloud, model, settings(), progress, err);
  }

  /// Says where something was computed, and why there; that another device failed is never silent.
  static void tell(Device device, PrintWriter err) {
    err.println((device.substitute() ? "Attention: " : "") + device);
  }

  /// Encodes as `settings` say, which a command made of these options and its own.
  static EncodedScan encode(
      PointCloud cloud, Model model, EncodeSettings settings, Progress progress, PrintWriter err)
      throws IOException {
    EncodedScan encoded = pipeline(err).encode(cloud, model, settings, progress);
    encoded.device().ifPresent(device -> tell(device, err));
    encoded
        .seconds()
        .forEach((step, seconds) -> err.printf(Locale.ROOT, "%-8s %7.2f s%n", step, seconds));
    if (!encoded.weights().trained()) {
      err.println(
          "The weights are untrained (seeded random numbers): colours show what the network's"
              + " structure alone tells apart.");
    }
    return encoded;
  }
}
