package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellIndexTest {
  @Test
  void neighborsAreThoseAMapFinds() {
    Random random = new Random(4);
    int[] coord = random.ints(3 * 5000, 0, 30).toArray();
    CellIndex cells = CellIndex.of(coord);
    Map<List<Integer>, Integer> expected = new HashMap<>();
    for (int i = 0; i < 5000; i++) {
      List<Integer> place = List.of(coord[3 * i], coord[3 * i + 1], coord[3 * i + 2]);
      expected.putIfAbsent(place, expected.size());
      assertThat(cells.cellOf(i)).isEqualTo(expected.get(place));
    }
    assertThat(cells.count()).isEqualTo(expected.size());
    for (int i = 0; i < 5000; i++) {
      int dx = random.nextInt(9) - 4;
      int dy = random.nextInt(9) - 4;
      int dz = random.nextInt(9) - 4;
      List<Integer> place =
          List.of(coord[3 * i] + dx, coord[3 * i + 1] + dy, coord[3 * i + 2] + dz);
      assertThat(cells.neighbor(cells.cellOf(i), dx, dy, dz))
          .isEqualTo(expected.getOrDefault(place, -1));
    }
  }
}
