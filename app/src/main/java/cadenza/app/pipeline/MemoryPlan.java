package cadenza.app.pipeline;

import cadenza.scan.grid.LevelCounts;
import cadenza.sonata.MemoryNeed;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Whether a scan can be encoded in the memory there is, and at which grid if not.
///
/// @param voxels of level 0
/// @param coarserGridMeters a grid at which it would fit; empty if it fits, or at no sensible grid
public record MemoryPlan(
    int voxels, MemoryNeed need, FreeMemory free, OptionalDouble coarserGridMeters) {
  /// What findings about memory are about.
  public static final String TOPIC = "Memory";

  /// Levels to count beyond those of the network, so that coarser grids can be judged: a grid twice
  /// as coarse has level 1 as its level 0.
  private static final int EXTRA_LEVELS = 6;

  /// @param isLoaded whether the weights are in memory already
  /// @param gridCoord voxel coordinates, `(voxels, 3)`
  public static MemoryPlan of(
      SonataConfig config,
      Precision precision,
      boolean isLoaded,
      int[] gridCoord,
      float gridSizeMeters,
      FreeMemory free) {
    int stages = config.stageCount();
    int[] counts = LevelCounts.of(gridCoord, stages + EXTRA_LEVELS);
    Function<int[], MemoryNeed> needOf =
        voxels -> {
          MemoryNeed all = MemoryNeed.of(config, precision, voxels);
          return isLoaded ? all.onceLoaded() : all;
        };
    MemoryNeed need = needOf.apply(counts);
    OptionalDouble coarser = OptionalDouble.empty();
    for (int half = 1; !fits(need, free) && coarser.isEmpty() && half < 2 * EXTRA_LEVELS; half++) {
      double times = half % 2 == 0 ? 1 << half / 2 : 1.5 * (1 << half / 2);
      if (fits(needOf.apply(countsAt(counts, times, stages)), free)) {
        coarser = OptionalDouble.of(gridSizeMeters * times);
      }
    }
    return new MemoryPlan(counts[0], need, free, coarser);
  }

  // Voxels of each level at a grid that many times as coarse, between two levels in proportion.
  private static int[] countsAt(int[] counts, double times, int stages) {
    double shift = Math.log(times) / Math.log(2);
    int whole = (int) Math.floor(shift + 1e-9);
    double part = Math.max(0, shift - whole);
    int[] coarser = new int[stages];
    for (int s = 0; s < stages; s++) {
      double finer = Math.log(Math.max(1, counts[s + whole]));
      double next = Math.log(Math.max(1, counts[s + whole + 1]));
      coarser[s] = (int) Math.ceil(Math.exp(finer + part * (next - finer)));
    }
    return coarser;
  }

  private static boolean fits(MemoryNeed need, FreeMemory free) {
    long reused = Math.min(need.javaBytes(), free.unusedHeapBytes());
    return need.totalBytes() - reused <= free.systemBytes() && need.javaBytes() <= free.heapBytes();
  }

  /// Whether there is room.
  public boolean fits() {
    return fits(need, free);
  }

  /// One sentence with the numbers.
  public String text() {
    return String.format(
        Locale.ROOT,
        "Encoding %,d voxels takes about %s of memory; %s are free.",
        voxels,
        gigabytes(need.totalBytes()),
        gigabytes(free.systemBytes()));
  }

  /// What to say, and to offer, before a run.
  public Finding finding() {
    if (fits()) {
      return Finding.ok(TOPIC, text());
    }
    Finding warning = Finding.warning(TOPIC, refusal());
    return coarserGridMeters.isPresent()
        ? warning.with(new Fix.UseGrid((float) coarserGridMeters.getAsDouble()))
        : warning;
  }

  /// Why it is not tried, with numbers, and what to do.
  public String refusal() {
    String why = text();
    if (need.javaBytes() > free.heapBytes()) {
      why =
          String.format(
              Locale.ROOT,
              "Encoding %,d voxels takes about %s, %s of them in Java's memory, where %s are free.",
              voxels,
              gigabytes(need.totalBytes()),
              gigabytes(need.javaBytes()),
              gigabytes(free.heapBytes()));
    }
    return why
        + (coarserGridMeters.isPresent()
            ? String.format(
                Locale.ROOT,
                " — Use a grid of %.0f mm, or close other programs.",
                coarserGridMeters.getAsDouble() * 1000)
            : " — Close other programs, or encode a part of the scan.");
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", Math.max(0, bytes) * 1e-9);
  }
}
