package cadenza.app.bench;

import cadenza.app.probing.TruthLabels;
import cadenza.probe.ProbeClass;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import cadenza.scan.synthetic.SemanticClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Labelled scans of one make.
///
/// @param name what people call it
/// @param scans in the order they are halved
/// @param classes the classes of the scans read so far; all of them once all are read
public record ScanOrigin(String name, List<Source> scans, Supplier<List<ProbeClass>> classes) {
  /// Our own held-out rooms: pretraining draws seeds from 100,000 to 199,999 and never meets them.
  private static final long FIRST_SEED = 900_000;

  private static final int ROOMS = 10;
  private static final String OWN = "own";

  /// Whether these are our own held-out rooms.
  public boolean isOwn() {
    return name.equals(OWN);
  }

  /// A scan that can be read.
  public record Source(String name, Reader reader) {}

  /// Where a scan comes from.
  public interface Reader {
    Labelled read(Progress progress) throws IOException;
  }

  /// @param classIds class of every point, 0 for none
  public record Labelled(PointCloud cloud, short[] classIds) {}

  /// Ten generated rooms that no pretraining sees, every kind twice, once in each half.
  public static ScanOrigin own() {
    List<ProbeClass> classes =
        Arrays.stream(SemanticClass.values())
            .filter(c -> c.id() > 0)
            .map(c -> new ProbeClass(c.id(), c.displayName(), c.rgb()))
            .toList();
    List<Source> scans = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      RoomKind kind = RoomKind.values()[i % RoomKind.values().length];
      long seed = FIRST_SEED + i;
      scans.add(new Source(kind.displayName() + " " + seed, p -> generate(kind, seed, p)));
    }
    return new ScanOrigin(OWN, scans, () -> classes);
  }

  private static Labelled generate(RoomKind kind, long seed, Progress progress) {
    PointCloud cloud = RoomGenerator.generate(kind, seed, progress);
    Attribute label = cloud.attribute(Attribute.LABEL).orElseThrow();
    short[] ids = new short[cloud.pointCount()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (short) label.getInt(i);
    }
    return new Labelled(cloud, ids);
  }

  /// The scans of a folder by name, with the classes that their attribute `label` names.
  ///
  /// @throws IOException if the folder cannot be listed
  public static ScanOrigin of(String name, Path folder) throws IOException {
    TruthLabels truth = new TruthLabels(List.of());
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(ScanOrigin::isScan).sorted().toList();
    }
    List<Source> scans = new ArrayList<>();
    for (Path file : files) {
      scans.add(
          new Source(
              String.valueOf(file.getFileName()),
              progress -> {
                ScanContents contents = ScanFormats.read(file, progress);
                return new Labelled(contents.cloud(), truth.idsOf(contents, Attribute.LABEL, file));
              }));
    }
    return new ScanOrigin(name, scans, truth::classes);
  }

  private static boolean isScan(Path file) {
    String name = String.valueOf(file.getFileName());
    return ScanFormats.readableExtensions().contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
