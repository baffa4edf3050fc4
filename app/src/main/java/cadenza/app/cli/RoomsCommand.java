package cadenza.app.cli;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import cadenza.scan.synthetic.SemanticClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza rooms`: procedural labelled rooms.
@Command(
    name = "rooms",
    description = "Makes procedural rooms, scanned and labelled, as PLY files.",
    mixinStandardHelpOptions = true)
final class RoomsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--count", description = "how many rooms (default: ${DEFAULT-VALUE})")
  private int count = 5;

  @Option(names = "--seed", description = "same seed, same rooms (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--kind", description = "${COMPLETION-CANDIDATES} (default: each in turn)")
  private @Nullable RoomKind kind;

  @Option(names = "--out", paramLabel = "DIR", required = true)
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.require(count >= 1, "--count: at least 1, not " + count);
    console.requireFolder(out);
    Map<Integer, String> names =
        Arrays.stream(SemanticClass.values())
            .collect(Collectors.toMap(SemanticClass::id, SemanticClass::displayName));
    List<RoomKind> kinds = List.of(RoomKind.values());
    for (int i = 0; i < count; i++) {
      RoomKind next = kind == null ? kinds.get(i % kinds.size()) : kind;
      PointCloud room = RoomGenerator.generate(next, seed + i, Progress.none());
      Path file =
          out.resolve(
              "%s-%d.ply"
                  .formatted(next.name().toLowerCase(Locale.ROOT).replace('_', '-'), seed + i));
      console.write(new ScanContents(room, "room").withLabelNames(names), file);
      console.err().printf(Locale.ROOT, "%s  %,d points%n", file, room.pointCount());
      console.err().flush();
    }
    return 0;
  }
}
