package cadenza.app.pretrain;

import cadenza.app.pipeline.Fix;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.grid.GridRangeException;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.Normals;
import cadenza.sonata.pretrain.ViewPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// The scenes of a run, thinned to what views are cut from, on disk so that hundreds of scans need
/// no memory.
///
/// # How it works
///
/// A scan is read or made, given normals and thinned when a step first needs it; what is left is a
/// file of 21 bytes a point. Voxels of views are made after scenes were moved and bent, so scenes
/// are kept at a finer grid than views have: otherwise a quarter of the voxels would stay empty
/// (docs/pretraining.md). Several threads may ask at once; a scene that two make at once is the
/// same for both.
public final class SceneStore {
  /// Grid of a kept scene over that of views.
  private static final double FINER = 0.6;

  /// What was changed in a scan before it was kept, a line each.
  private static final String MENDED = ".mended";

  private static final long SEED = 0;
  private static final int POINT_BYTES = 3 * Float.BYTES + 3 + 3 * Short.BYTES;
  private static final float UNIT = Short.MAX_VALUE;

  private final List<SceneSource> sources;
  private final Path folder;
  private final float gridSizeMeters;

  /// @param folder where scenes are kept; made when needed
  /// @param viewGridMeters grid of views
  public SceneStore(List<SceneSource> sources, Path folder, float viewGridMeters) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("there are no scans to learn from");
    }
    this.sources = List.copyOf(sources);
    this.folder = folder;
    this.gridSizeMeters = (float) (FINER * viewGridMeters);
  }

  /// Where scenes come from.
  List<SceneSource> sources() {
    return sources;
  }

  public int count() {
    return sources.size();
  }

  /// Tells these scenes from others, in whatever folder they lie.
  public String fingerprint() throws IOException {
    StringBuilder all = new StringBuilder();
    for (SceneSource source : sources) {
      all.append(source.fingerprint()).append('\n');
    }
    return hash(all + " " + gridSizeMeters);
  }

  /// A scene, from disk if it was asked for before.
  ///
  /// @throws UncheckedIOException if the scan cannot be read or kept; the message names it
  public ViewPoints scene(int index, Progress progress) {
    SceneSource source = sources.get(index);
    try {
      Path file = file(source, ".scene");
      if (Files.isRegularFile(file)) {
        return read(file);
      }
      MendedScan scan = source.scan(progress);
      ViewPoints scene = thinned(source.name(), scan.cloud(), progress);
      Files.createDirectories(folder);
      if (!scan.done().isEmpty()) {
        Files.write(file(source, MENDED), scan.done());
      }
      Path part = Files.createTempFile(folder, "scene", ".part");
      Files.write(part, bytes(scene));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      // Read back, so that the first time gives the same bits as every later one.
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private Path file(SceneSource source, String ending) throws IOException {
    return folder.resolve(hash(source.fingerprint() + " " + gridSizeMeters) + ending);
  }

  /// What was changed in scans that were made ready, a line for each that needed it.
  public List<String> mended() throws IOException {
    List<String> lines = new ArrayList<>();
    for (SceneSource source : sources) {
      Path file = file(source, MENDED);
      if (Files.isRegularFile(file)) {
        lines.add(source.name() + ": " + String.join("; ", Files.readAllLines(file)));
      }
    }
    return lines;
  }

  /// Told how many scans are ready, by any thread.
  public interface Count {
    void of(int done, int count);
  }

  /// Makes what is not kept yet, so that no step waits for it and a scan that cannot be read is
  /// known before the first.
  ///
  /// @throws IOException if a scan cannot be read or kept; the message names it
  public void prepare(Executor threads, Count counted) throws IOException {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < count(); i++) {
      int index = i;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                scene(index, Progress.none());
                counted.of(done.incrementAndGet(), count());
              },
              threads));
    }
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      all.forEach(scene -> scene.cancel(false));
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw new IOException(failure.getMessage(), failure);
      }
      throw e;
    }
  }

  private ViewPoints thinned(String name, PointCloud scan, Progress progress) throws IOException {
    PointCloud cloud = withNormals(scan, progress);
    GridSample grid;
    try {
      grid = GridSample.of(cloud, gridSizeMeters, SEED, progress);
    } catch (GridRangeException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
    if (grid.voxelCount() == 0) {
      throw new IOException(name + ": no point in it has finite coordinates; leave this scan out.");
    }
    return ViewPoints.of(cloud, grid);
  }

  /// The scan with normals, its own or estimated.
  static PointCloud withNormals(PointCloud cloud, Progress progress) {
    if (cloud.normals() != null) {
      return cloud;
    }
    float[] normals = Normals.estimate(cloud, Fix.EstimateNormals.NEIGHBORS, progress);
    return cloud.toBuilder().normals(normals).build();
  }

  private static byte[] bytes(ViewPoints scene) {
    int count = scene.pointCount();
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(count, POINT_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 3 * count; i++) {
      buffer.putFloat(scene.coord()[i]);
    }
    for (int i = 0; i < 3 * count; i++) {
      buffer.put((byte) Math.round(scene.color()[i]));
    }
    for (int i = 0; i < 3 * count; i++) {
      buffer.putShort((short) Math.round(UNIT * Math.clamp(scene.normal()[i], -1, 1)));
    }
    return buffer.array();
  }

  private static ViewPoints read(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int count = buffer.remaining() / POINT_BYTES;
    if (count == 0 || buffer.remaining() % POINT_BYTES != 0) {
      throw new IOException("a scene kept on disk was cut off; delete it and start again: " + file);
    }
    float[] coord = new float[3 * count];
    float[] color = new float[3 * count];
    float[] normal = new float[3 * count];
    buffer.asFloatBuffer().get(coord);
    buffer.position(3 * Float.BYTES * count);
    for (int i = 0; i < color.length; i++) {
      color[i] = buffer.get() & 0xff;
    }
    for (int i = 0; i < normal.length; i++) {
      normal[i] = buffer.getShort() / UNIT;
    }
    return new ViewPoints(coord, coord.clone(), color, normal);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
