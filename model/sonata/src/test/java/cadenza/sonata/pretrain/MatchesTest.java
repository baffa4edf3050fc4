package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.io.NpyArray;
import cadenza.sonata.Golden;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Matches against the reference's, and against looking at every pair.
class MatchesTest {
  @Test
  void matchesOfTheReference() throws Exception {
    for (double radius : new double[] {0.03, 0.32}) {
      Map<String, NpyArray> fixture = Golden.npz("pre_match_neighbour_r" + radius + ".npz");
      Matches matches =
          Matches.nearest(
              fixture.get("view1").floats(),
              fixture.get("off1").ints(),
              fixture.get("view2").floats(),
              fixture.get("off2").ints(),
              radius);
      int[] index = fixture.get("index").ints(); // (matches, 2)
      assertThat(2 * matches.count()).isEqualTo(index.length);
      for (int i = 0; i < matches.count(); i++) {
        assertThat(matches.student()[i]).isEqualTo(index[2 * i]);
        assertThat(matches.teacher()[i]).isEqualTo(index[2 * i + 1]);
      }
    }
  }

  @Test
  void amongEquallyNearPointsTheFirstWins() {
    Draws draws = new Draws(4);
    float[] student = lattice(draws, 200);
    float[] teacher = lattice(draws, 300);
    Matches matches = Matches.nearest(student, new int[] {200}, teacher, new int[] {300}, 1.5);
    int at = 0;
    for (int i = 0; i < 200; i++) {
      int best = -1;
      float least = 1.5f * 1.5f;
      for (int j = 0; j < 300; j++) {
        float squared = 0;
        for (int axis = 0; axis < 3; axis++) {
          float d = student[3 * i + axis] - teacher[3 * j + axis];
          squared += d * d;
        }
        if (squared < least) {
          least = squared;
          best = j;
        }
      }
      if (best >= 0) {
        assertThat(matches.student()[at]).isEqualTo(i);
        assertThat(matches.teacher()[at++]).isEqualTo(best);
      }
    }
    assertThat(at).isEqualTo(matches.count()).isBetween(50, 199);
  }

  private static float[] lattice(Draws draws, int count) {
    float[] coord = new float[3 * count];
    for (int i = 0; i < coord.length; i++) {
      coord[i] = draws.below(14) - 5;
    }
    return coord;
  }

  @Test
  void anElementWithoutPointsHasNoMatches() {
    Matches matches =
        Matches.nearest(
            new float[] {0, 0, 0, 1, 0, 0},
            new int[] {1, 2},
            new float[] {1, 0, 0},
            new int[] {0, 1},
            0.5);
    assertThat(matches.student()).containsExactly(1);
    assertThat(matches.teacher()).containsExactly(0);
  }
}
