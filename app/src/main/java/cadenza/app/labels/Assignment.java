package cadenza.app.labels;

import java.util.Arrays;
import java.util.BitSet;

/// Collects the points of one scan that an edit changes.
final class Assignment {
  private final Labels labels;
  private final BitSet locked;
  private int[] points = new int[64];
  private short[] classesAfter = new short[64];
  private int[] strokesAfter = new int[64];
  private int size;

  /// @param locked ids of the classes whose points stay as they are
  Assignment(Labels labels, BitSet locked) {
    this.labels = labels;
    this.locked = locked;
  }

  /// Gives a point a class if it has another one that is not locked. Points must ascend.
  void offer(int point, short classId, int stroke) {
    short old = labels.classOf(point);
    if (old == classId || locked.get(old)) {
      return;
    }
    if (size == points.length) {
      int larger = Math.min(labels.pointCount(), 2 * size);
      points = Arrays.copyOf(points, larger);
      classesAfter = Arrays.copyOf(classesAfter, larger);
      strokesAfter = Arrays.copyOf(strokesAfter, larger);
    }
    points[size] = point;
    classesAfter[size] = classId;
    strokesAfter[size++] = classId == 0 ? 0 : stroke;
  }

  int size() {
    return size;
  }

  LabelChange.Points points() {
    short[] classesBefore = new short[size];
    int[] strokesBefore = new int[size];
    for (int i = 0; i < size; i++) {
      classesBefore[i] = labels.classOf(points[i]);
      strokesBefore[i] = labels.strokeOf(points[i]);
    }
    return new LabelChange.Points(
        Arrays.copyOf(points, size),
        classesBefore,
        strokesBefore,
        Arrays.copyOf(classesAfter, size),
        Arrays.copyOf(strokesAfter, size));
  }
}
