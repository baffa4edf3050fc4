package cadenza.scan.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Skilling's Hilbert transform as an automaton; see [Curve].
///
/// A state says for each of the three rows of the algorithm which axis its lower bits come from and
/// whether they are inverted, and whether the Gray code read so far has odd parity.
final class Skilling {
  private Skilling() {}

  private record State(int[] axis, boolean[] inverted, boolean odd) {
    boolean same(State other) {
      return Arrays.equals(axis, other.axis)
          && Arrays.equals(inverted, other.inverted)
          && odd == other.odd;
    }
  }

  /// For each state (8 entries) and octant (bits x y z): next state * 8 + three bits of the code.
  /// State 0 is where every voxel starts.
  static short[] steps() {
    List<State> states = new ArrayList<>();
    states.add(new State(new int[] {0, 1, 2}, new boolean[3], false));
    List<short[]> rows = new ArrayList<>();
    for (int from = 0; from < states.size(); from++) {
      short[] row = new short[8];
      for (int octant = 0; octant < 8; octant++) {
        row[octant] = step(states, states.get(from), octant);
      }
      rows.add(row);
    }
    short[] table = new short[8 * rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, table, 8 * i, 8);
    }
    return table;
  }

  private static short step(List<State> states, State from, int octant) {
    boolean[] bits = new boolean[3];
    for (int row = 0; row < 3; row++) {
      bits[row] = (octant >> (2 - from.axis[row]) & 1) == 1 ^ from.inverted[row];
    }
    int[] axis = from.axis.clone();
    boolean[] inverted = from.inverted.clone();
    boolean odd = from.odd;
    int code = 0;
    for (int row = 0; row < 3; row++) {
      if (bits[row]) {
        inverted[0] = !inverted[0];
      } else {
        int otherAxis = axis[0];
        boolean otherInverted = inverted[0];
        axis[0] = axis[row];
        inverted[0] = inverted[row];
        axis[row] = otherAxis;
        inverted[row] = otherInverted;
      }
      odd ^= bits[row];
      code = code << 1 | (odd ? 1 : 0);
    }
    return (short) (indexOf(states, new State(axis, inverted, odd)) << 3 | code);
  }

  private static int indexOf(List<State> states, State wanted) {
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).same(wanted)) {
        return i;
      }
    }
    states.add(wanted);
    return states.size() - 1;
  }
}
