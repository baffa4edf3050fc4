package cadenza.app.labels;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The labels of one scan as they are now; 0 is a point without a label. Changed by edits of the
/// [LabelModel] alone, on its thread.
public final class Labels {
  private final int pointCount;
  private short[] classIds = {};
  private int[] strokes = {};
  private final BitSet labelled = new BitSet();
  private int[] counts = new int[32];
  private int labelledCount;
  private long version;
  private @Nullable LabelSnapshot snapshot;

  Labels(int pointCount) {
    this.pointCount = pointCount;
  }

  /// Original points of the scan.
  public int pointCount() {
    return pointCount;
  }

  /// Class of a point, 0 for none.
  public short classOf(int point) {
    return classIds.length == 0 ? 0 : classIds[point];
  }

  /// The stroke that gave a point its label, 0 for none.
  public int strokeOf(int point) {
    return strokes.length == 0 ? 0 : strokes[point];
  }

  /// Points of a class.
  public int count(int classId) {
    return classId > 0 && classId < counts.length ? counts[classId] : 0;
  }

  /// Points that have a label.
  public int labelledCount() {
    return labelledCount;
  }

  /// Differs whenever the labels differ.
  public long version() {
    return version;
  }

  /// The labelled points from `from` on; -1 if there is none.
  public int nextLabelled(int from) {
    return labelled.nextSetBit(from);
  }

  /// The labels as they are now, for another thread.
  public LabelSnapshot snapshot() {
    LabelSnapshot now = snapshot;
    if (now == null) {
      int[] points = new int[labelledCount];
      short[] ids = new short[labelledCount];
      int[] from = new int[labelledCount];
      int at = 0;
      for (int point = labelled.nextSetBit(0); point >= 0; point = labelled.nextSetBit(point + 1)) {
        points[at] = point;
        ids[at] = classIds[point];
        from[at++] = strokes[point];
      }
      now = new LabelSnapshot(points, ids, from, version);
      snapshot = now;
    }
    return now;
  }

  void set(int point, short classId, int stroke) {
    if (classIds.length == 0) {
      classIds = new short[pointCount];
      strokes = new int[pointCount];
    }
    short old = classIds[point];
    if (old != 0) {
      counts[old]--;
      labelledCount--;
    }
    if (classId != 0) {
      if (classId >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(2 * counts.length, classId + 1));
      }
      counts[classId]++;
      labelledCount++;
    }
    classIds[point] = classId;
    strokes[point] = stroke;
    labelled.set(point, classId != 0);
  }

  /// To be called after a run of [#set].
  void changed() {
    version++;
    snapshot = null;
  }
}
