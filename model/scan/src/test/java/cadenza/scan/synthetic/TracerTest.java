package cadenza.scan.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TracerTest {
  private static final Material GRAY = Material.matte(Textures.plain(Rgb.gray(0.5)));

  private static Tracer tracer(Solids solids) {
    return new Tracer(new Bvh(solids), solids);
  }

  private static Build build(Solids solids) {
    return Build.into(solids, new Lighting(), new Dice(1)).as(SemanticClass.TABLE);
  }

  @Test
  void hitsEachShapeWhereGeometrySays() {
    Solids solids = new Solids();
    Build b = build(solids);
    b.box(GRAY, 0, 0, 0, 2, 2, 2);
    b.ball(GRAY, 10, 0, 0, 1, 2, 3);
    b.soft(GRAY, 20, 0, 0, 2, 2, 2, 0.5);
    b.drum(GRAY, 30, 0, -1, 1, 1, 0.5);
    b.patch(GRAY, 3, 3, (u, v) -> new double[] {40, 2 * u - 1, 2 * v - 1});
    Tracer tracer = tracer(solids);
    double[][] rays = {{0, 4, 0, 1}, {10, 4, 0, 2}, {20, 4, 0, 1}, {30, 4, 0.5, 0.625}};
    for (double[] ray : rays) {
      assertThat(tracer.nearest(ray[0], ray[1], ray[2], 0, -1, 0, 99, true)).isTrue();
      assertThat(tracer.distance).isCloseTo(4 - ray[3], within(2e-4));
    }
    assertThat(tracer.normal[1]).isGreaterThan(0.9);
    assertThat(tracer.normal[2]).isCloseTo(0.25 / Math.sqrt(1.0625), within(1e-9));
    // A corner of the rounded box is cut: the diagonal meets the ball of the edge radius.
    double k = Math.sqrt(1.0 / 3);
    assertThat(tracer.nearest(20 + 9 * k, 9 * k, 9 * k, -k, -k, -k, 99, true)).isTrue();
    assertThat(tracer.distance).isCloseTo(9 - Math.sqrt(0.75) - 0.5, within(3e-4));
    assertThat(tracer.nearest(50, 0.1, 0.2, -1, 0, 0, 99, true)).isTrue();
    assertThat(tracer.distance).isCloseTo(10, within(1e-9));
    assertThat(tracer.normal).containsExactly(1, 0, 0);
    assertThat(tracer.nearest(5, 5, 5, 0, 0, 1, 99, true)).isFalse();
  }

  @Test
  void looksThroughGlassUnlessTold() {
    Solids solids = new Solids();
    Build b = build(solids);
    b.box(Material.glass(), 0, 0, 0, 1, 0.01, 1);
    b.box(GRAY, 0, -1, 0, 1, 0.01, 1);
    Tracer tracer = tracer(solids);
    assertThat(tracer.nearest(0, 1, 0, 0, -1, 0, 9, true)).isTrue();
    assertThat(tracer.distance).isCloseTo(0.995, within(1e-9));
    assertThat(tracer.nearest(0, 1, 0, 0, -1, 0, 9, false)).isTrue();
    assertThat(tracer.distance).isCloseTo(1.995, within(1e-9));
    assertThat(tracer.blocked(0, 1, 0, 0, -1, 0, 1.5)).isFalse();
    assertThat(tracer.blocked(0, 1, 0, 0, -1, 0, 3)).isTrue();
  }

  @Test
  void theTreeFindsWhatTryingEverythingFinds() {
    Room room = RoomDesign.draw(RoomKind.LIVING_ROOM, new Dice(77));
    Tracer tracer = room.tracer();
    Primitives all = new Primitives(room.solids());
    Dice dice = new Dice(3);
    int hits = 0;
    for (int i = 0; i < 300; i++) {
      double[] d = {dice.in(-1, 1), dice.in(-1, 1), dice.in(-1, 1)};
      Primitives.unit(d);
      double x = dice.in(-1, 1);
      double y = dice.in(-1, 1);
      double z = dice.in(0.5, 2);
      all.aim(x, y, z, d[0], d[1], d[2]);
      double nearest = 30;
      for (int p = 0; p < room.solids().count(); p++) {
        nearest = Math.min(nearest, all.hit(p, nearest));
      }
      boolean hit = tracer.nearest(x, y, z, d[0], d[1], d[2], 30, true);
      assertThat(hit).isEqualTo(nearest < 30);
      if (hit) {
        hits++;
        assertThat(tracer.distance).isEqualTo(nearest);
      }
    }
    assertThat(hits).isGreaterThan(250);
  }
}
