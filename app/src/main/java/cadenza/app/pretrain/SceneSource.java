package cadenza.app.pretrain;

import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One scan to learn from, which can be read or made again at any time.
public sealed interface SceneSource {
  /// What it is called in messages and in the model card.
  String name();

  /// Changes when the scan does.
  String fingerprint() throws IOException;

  /// Its points, in metres with z up, and what was done to have them so.
  MendedScan scan(Progress progress) throws IOException;

  /// A scan in a file or folder.
  ///
  /// @param isAsIs whether unit, up axis and outliers are left as the file has them
  record InFile(Path file, boolean isAsIs) implements SceneSource {
    @Override
    public String name() {
      return String.valueOf(file.getFileName());
    }

    @Override
    public String fingerprint() throws IOException {
      return "%s %d %d%s"
          .formatted(
              file.toRealPath(),
              Files.size(file),
              Files.getLastModifiedTime(file).toMillis(),
              isAsIs ? "" : " mended");
    }

    @Override
    public MendedScan scan(Progress progress) throws IOException {
      ScanContents contents = ScanFormats.read(file, ReadOptions.everything(), progress);
      return isAsIs
          ? new MendedScan(contents.cloud(), List.of())
          : MendedScan.of(contents, progress);
    }
  }

  /// A room of Cadenza's own generator.
  record SyntheticRoom(RoomKind kind, long seed) implements SceneSource {
    @Override
    public String name() {
      return kind.displayName() + " " + seed;
    }

    @Override
    public String fingerprint() {
      return "room " + kind + " " + seed;
    }

    @Override
    public MendedScan scan(Progress progress) {
      return new MendedScan(RoomGenerator.generate(kind, seed, progress), List.of());
    }
  }

  /// Rooms of all kinds in turn.
  static List<SceneSource> rooms(int count, long firstSeed) {
    RoomKind[] kinds = RoomKind.values();
    List<SceneSource> rooms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rooms.add(new SyntheticRoom(kinds[i % kinds.length], firstSeed + i));
    }
    return rooms;
  }
}
