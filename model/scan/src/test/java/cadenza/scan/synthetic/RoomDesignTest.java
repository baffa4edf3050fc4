package cadenza.scan.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.synthetic.Layout.Placement;
import cadenza.scan.synthetic.Piece.Block;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What stands in rooms, over many seeds; nothing is scanned here, so it is quick.
class RoomDesignTest {
  private static final int SEEDS = 12;

  private static Room room(RoomKind kind, long seed) {
    return RoomDesign.draw(kind, new Dice(1000 + seed));
  }

  /// Places inside a piece, 5 cm apart, with 4 mm kept clear of its faces.
  private static List<double[]> inside(Placement placement) {
    List<double[]> places = new ArrayList<>();
    for (Block b : placement.piece().blocks()) {
      for (double x = b.x0() + 0.004; x < b.x1() - 0.003; x += 0.05) {
        for (double y = b.y0() + 0.004; y < b.y1() - 0.003; y += 0.05) {
          for (double z = b.z0() + 0.004; z < b.z1() - 0.003; z += 0.1) {
            places.add(placement.pose().apply(x, y, z));
          }
        }
      }
    }
    return places;
  }

  private static boolean contains(Placement placement, Pose local, double[] place) {
    double[] p = local.apply(place[0], place[1], place[2]);
    double e = 0.003;
    return placement.piece().blocks().stream()
        .anyMatch(b ->
            p[0] > b.x0() + e
                && p[0] < b.x1() - e
                && p[1] > b.y0() + e
                && p[1] < b.y1() - e
                && p[2] > b.z0() + e
                && p[2] < b.z1() - e);
  }

  @ParameterizedTest
  @EnumSource(RoomKind.class)
  void furnitureIsInsideAndCutsNothing(RoomKind kind) {
    List<String> faults = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Room room = room(kind, seed);
      for (int i = 0; i < room.placements().size(); i++) {
        Placement a = room.placements().get(i);
        List<double[]> places = inside(a);
        for (double[] p : places) {
          if (!room.plan().contains(p[0], p[1], 0) || p[2] < 0 || p[2] > room.plan().height()) {
            faults.add(seed + ": " + a.piece().label() + " leaves the room");
            break;
          }
        }
        for (int j = 0; j < room.placements().size(); j++) {
          Placement b = room.placements().get(j);
          Pose local = b.pose().inverse();
          if (i != j && places.stream().anyMatch(p -> contains(b, local, p))) {
            faults.add(seed + ": " + a.piece().label() + " is in " + b.piece().label());
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  /// The boxes that the layout keeps apart must really hold what is built.
  @ParameterizedTest
  @EnumSource(RoomKind.class)
  void piecesStayInTheirBoxes(RoomKind kind) {
    Set<String> faults = new java.util.TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      for (Placement placement : room(kind, seed).placements()) {
        Piece piece = placement.piece();
        if (piece.label() == SemanticClass.WALL) {
          continue; // a pillar is meant to run on into its wall
        }
        Solids solids = new Solids();
        piece.body().accept(Build.into(solids, new Lighting(), new Dice(seed)).as(piece.label()));
        double[] low = {9, 9, 9};
        double[] high = {-9, -9, -9};
        for (Block b : piece.blocks()) {
          double[] lo = {b.x0(), b.y0(), b.z0()};
          double[] hi = {b.x1(), b.y1(), b.z1()};
          for (int axis = 0; axis < 3; axis++) {
            low[axis] = Math.min(low[axis], lo[axis]);
            high[axis] = Math.max(high[axis], hi[axis]);
          }
        }
        for (int i = 0; i < solids.count(); i++) {
          for (int axis = 0; axis < 3; axis++) {
            double under = low[axis] - solids.boxes()[6 * i + axis];
            double over = solids.boxes()[6 * i + 3 + axis] - high[axis];
            if (Math.max(under, over) > 0.02) {
              faults.add(
                  String.format(
                      "%s %d: a %s reaches %.0f mm out along %d, made of %d",
                      kind,
                      seed,
                      piece.label(),
                      1000 * Math.max(under, over),
                      axis,
                      solids.kind(i)));
            }
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyKindHasWhatMakesItThatKind() {
    Map<RoomKind, Set<SemanticClass>> always = new EnumMap<>(RoomKind.class);
    always.put(RoomKind.LIVING_ROOM, EnumSet.of(SemanticClass.SOFA, SemanticClass.TABLE));
    always.put(RoomKind.BEDROOM, EnumSet.of(SemanticClass.BED, SemanticClass.CABINET));
    always.put(
        RoomKind.KITCHEN,
        EnumSet.of(
            SemanticClass.COUNTER,
            SemanticClass.CABINET,
            SemanticClass.SINK,
            SemanticClass.REFRIGERATOR));
    always.put(RoomKind.BATHROOM, EnumSet.of(SemanticClass.TOILET, SemanticClass.SINK));
    always.put(RoomKind.OFFICE, EnumSet.of(SemanticClass.DESK, SemanticClass.CHAIR));
    List<String> missing = new ArrayList<>();
    Set<SemanticClass> seen = EnumSet.noneOf(SemanticClass.class);
    for (RoomKind kind : RoomKind.values()) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Set<SemanticClass> present =
            room(kind, seed).solids().parts().stream()
                .map(Solids.Part::label)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(SemanticClass.class)));
        seen.addAll(present);
        Set<SemanticClass> absent = EnumSet.copyOf(always.get(kind));
        absent.addAll(
            EnumSet.of(
                SemanticClass.WALL,
                SemanticClass.FLOOR,
                SemanticClass.CEILING,
                SemanticClass.DOOR));
        absent.removeAll(present);
        if (!absent.isEmpty()) {
          missing.add(kind + " " + seed + " lacks " + absent);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(SemanticClass.UNLABELLED)));
  }

  @ParameterizedTest
  @EnumSource(RoomKind.class)
  void theSensorStandsInFreeSpace(RoomKind kind) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Room room = room(kind, seed);
      for (double[] station : Stations.equip(room, new Dice(seed)).stations()) {
        assertThat(room.plan().contains(station[0], station[1], 0.2)).isTrue();
        for (Layout.Box box : room.taken()) {
          boolean within =
              box.distance(station[0], station[1]) == 0
                  && station[2] > box.z0()
                  && station[2] < box.z1();
          assertThat(within).as("%s %d", kind, seed).isFalse();
        }
      }
    }
  }
}
