package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Standardised features of the voxels learnt from, and the products of each with each (their Gram
/// matrix), kept between trainings: a stroke costs the products of its new voxels only.
///
/// # How it works
///
/// Every voxel has a slot. A voxel that is learnt from no longer gives its slot to the next new
/// one; until then the solver gives it no weight. Products are summed over channels with rows of
/// one channel over all slots, so that the loop runs over slots.
final class GramRows {
  private static final int FIRST_CAPACITY = 256;
  private static final int CHUNK = 256;

  private final Standardization standardization;
  private final boolean statistics;
  private final IdentityHashMap<FeaturePyramid, Map<Integer, Integer>> slotOf =
      new IdentityHashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private int[] stamps = new int[0]; // (capacity), another with every voxel a slot gets
  private int stamp;
  private int slots; // in use or free below this
  private int capacity;
  private float[][] rows = new float[0][]; // (capacity, channels)
  private float[][] channels; // (channels, capacity)
  private float[][] gram = new float[0][]; // (capacity, capacity)

  GramRows(Standardization standardization, boolean statistics) {
    this.standardization = standardization;
    this.statistics = statistics;
    this.channels = new float[standardization.channels()][0];
  }

  /// Slots there are, free ones included.
  int slots() {
    return slots;
  }

  /// A number for each slot that changes when it gets another voxel, `(slots)`.
  int[] stamps() {
    return Arrays.copyOf(stamps, slots);
  }

  /// `(capacity, channels)`
  float[][] rows() {
    return rows;
  }

  /// `(capacity, capacity)`
  float[][] gram() {
    return gram;
  }

  /// Makes these voxels the ones that are learnt from.
  ///
  /// @return slot of each
  int[] assign(List<Examples> examples, List<ExampleSample.Chosen> chosen, Progress progress) {
    release(examples, chosen);
    int[] out = new int[chosen.size()];
    List<Integer> made = new ArrayList<>();
    Map<Integer, List<Block>> blocks = new HashMap<>();
    try {
      for (int i = 0; i < out.length; i++) {
        ExampleSample.Chosen voxel = chosen.get(i);
        ProbeScan scan = examples.get(voxel.scan()).scan();
        Map<Integer, Integer> of = slotOf.computeIfAbsent(scan.features(), s -> new HashMap<>());
        Integer slot = of.get(voxel.voxel());
        if (slot == null) {
          progress.checkCancelled();
          slot = free.isEmpty() ? slots : free.pop();
          put(
              slot,
              standardization.row(
                  scan,
                  blocks.computeIfAbsent(voxel.scan(), s -> Block.of(scan, statistics)),
                  voxel.voxel()));
          made.add(slot);
          of.put(voxel.voxel(), slot);
        }
        out[i] = slot;
      }
      multiply(made.stream().mapToInt(Integer::intValue).toArray(), progress);
    } catch (RuntimeException e) {
      forget(made); // rows without products must not be taken for finished ones
      throw e;
    }
    return out;
  }

  private void release(List<Examples> examples, List<ExampleSample.Chosen> chosen) {
    IdentityHashMap<FeaturePyramid, Map<Integer, Integer>> kept = new IdentityHashMap<>();
    for (ExampleSample.Chosen voxel : chosen) {
      FeaturePyramid scan = examples.get(voxel.scan()).scan().features();
      Map<Integer, Integer> of = slotOf.get(scan);
      Integer slot = of == null ? null : of.remove(voxel.voxel());
      if (slot != null) {
        kept.computeIfAbsent(scan, s -> new HashMap<>()).put(voxel.voxel(), slot);
      }
    }
    slotOf.values().forEach(gone -> free.addAll(gone.values()));
    slotOf.clear();
    slotOf.putAll(kept);
  }

  private void forget(List<Integer> made) {
    slotOf.values().forEach(of -> of.values().removeAll(made));
    free.addAll(made);
  }

  private void put(int slot, float[] row) {
    if (slot == slots) {
      if (slots == capacity) {
        grow(Math.max(FIRST_CAPACITY, capacity + capacity / 2));
      }
      slots++;
    }
    rows[slot] = row;
    stamps[slot] = ++stamp;
    for (int c = 0; c < row.length; c++) {
      channels[c][slot] = row[c];
    }
  }

  private void grow(int to) {
    rows = Arrays.copyOf(rows, to);
    stamps = Arrays.copyOf(stamps, to);
    for (int c = 0; c < channels.length; c++) {
      channels[c] = Arrays.copyOf(channels[c], to);
    }
    gram = Arrays.copyOf(gram, to);
    for (int i = 0; i < to; i++) {
      gram[i] = i < capacity ? Arrays.copyOf(gram[i], to) : new float[to];
    }
    for (int i = capacity; i < to; i++) {
      rows[i] = new float[channels.length];
    }
    capacity = to;
  }

  // Products of new rows with all rows, the channels from outside in, on chunks of slots that stay
  // in cache.
  private void multiply(int[] made, Progress progress) {
    if (made.length == 0) {
      return;
    }
    float[][] left = new float[made.length][];
    float[][] out = new float[made.length][];
    for (int i = 0; i < made.length; i++) {
      left[i] = rows[made[i]];
      out[i] = gram[made[i]];
      Arrays.fill(out[i], 0);
    }
    IntStream.range(0, Math.ceilDiv(slots, CHUNK))
        .parallel()
        .forEach(chunk -> {
          int to = Math.min(slots, (chunk + 1) * CHUNK);
          for (int from = 0; from < made.length; from += CHUNK) {
            progress.checkCancelled();
            int end = Math.min(made.length, from + CHUNK);
            Axpy.add(
                Arrays.copyOfRange(out, from, end),
                Arrays.copyOfRange(left, from, end),
                0,
                channels,
                channels.length,
                chunk * CHUNK,
                to);
          }
        });
    for (int i : made) {
      for (int j = 0; j < slots; j++) {
        gram[j][i] = gram[i][j];
      }
    }
  }
}
