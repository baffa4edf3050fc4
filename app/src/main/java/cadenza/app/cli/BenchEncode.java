package cadenza.app.cli;

import cadenza.app.bench.BenchScene;
import cadenza.app.bench.EncodeRun;
import cadenza.app.bench.OwnProcess;
import cadenza.app.bench.WeightsOnDisk;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza bench encode`: time and memory of the base network on fixed scenes.
@Command(
    name = "encode",
    description = {
      "Encodes fixed synthetic scenes with the base network (name-seeded weights), each run in a"
          + " process of its own."
    },
    mixinStandardHelpOptions = true)
final class BenchEncode implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scene",
      split = ",",
      paramLabel = "20k|61k|1m",
      description = "which scenes, by about how many voxels (default: all)")
  private List<String> scenes = List.of("20k", "61k", "1m");

  @Option(
      names = "--precision",
      split = ",",
      description = "f32, bf16 or both (default: both, f32 only for the large scene)")
  private @Nullable List<Precision> precisions;

  @Option(names = "--device", description = "auto, cpu or cuda (default: auto)")
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(
      names = "--repeats",
      description = "encodings a run (default: 5, and 2 of the large scene)")
  private @Nullable Integer repeats;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(names = "--one-run-with", hidden = true)
  private @Nullable Path weights;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    List<BenchScene> chosen = scenes.stream().map(s -> console.argument(() -> scene(s))).toList();
    console.require(repeats == null || repeats >= 1, "--repeats: at least 1, not " + repeats);
    if (weights != null) {
      Precision precision = precisions == null ? Precision.F32 : precisions.getFirst();
      BenchScene scene = chosen.getFirst();
      boolean compared = precision != Precision.F32 && scene != BenchScene.FLOOR;
      console.json(
          new EncodeRun(scene, weights, device, precision, repeats(scene), compared).measure());
      return 0;
    }
    try (WeightsOnDisk file = WeightsOnDisk.make()) {
      List<Map<String, Object>> runs = new ArrayList<>();
      for (BenchScene scene : chosen) {
        for (Precision precision : precisions(scene)) {
          say(console, "Encoding the scene %s in %s …".formatted(scene, precision));
          Map<String, Object> run = OwnProcess.json(arguments(scene, precision, file.path()));
          say(console, EncodeRun.line(run));
          runs.add(run);
        }
      }
      if (json) {
        console.json(Map.of("runs", runs));
      }
    }
    return 0;
  }

  private static void say(Console console, String words) {
    console.err().println(words);
    console.err().flush();
  }

  private static BenchScene scene(String name) {
    for (BenchScene scene : BenchScene.values()) {
      if (scene.toString().equals(name)) {
        return scene;
      }
    }
    throw new IllegalArgumentException("--scene: 20k, 61k or 1m, not " + name);
  }

  private List<Precision> precisions(BenchScene scene) {
    if (precisions != null) {
      return precisions;
    }
    return scene == BenchScene.FLOOR ? List.of(Precision.F32) : List.of(Precision.values());
  }

  private int repeats(BenchScene scene) {
    return repeats != null ? repeats : scene == BenchScene.FLOOR ? 2 : 5;
  }

  private List<String> arguments(BenchScene scene, Precision precision, Path file) {
    return List.of(
        "bench",
        "encode",
        "--scene=" + scene,
        "--precision=" + precision,
        "--device=" + device,
        "--repeats=" + repeats(scene),
        "--one-run-with=" + file);
  }
}
