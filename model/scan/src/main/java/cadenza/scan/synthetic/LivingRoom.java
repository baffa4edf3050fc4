package cadenza.scan.synthetic;

import cadenza.scan.synthetic.Layout.Placement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sofa, table and television that face each other; shelves, a dining place, plants.
final class LivingRoom extends Furnishing {
  LivingRoom(Layout layout, Palette palette, Dice dice) {
    super(layout, palette, dice);
  }

  @Override
  void furnish() {
    dressWindows(true);
    Placement sofa = sofa();
    if (sofa != null) {
      around(sofa);
    }
    boolean large = plan.area() > 17;
    if (large && dice.chance(0.75)) {
      diningGroup(plan.area() > 22 ? 6 : 4);
    }
    int shelves = dice.count(1, 2);
    for (int i = 0; i < shelves; i++) {
      Piece shelf = Shelves.bookshelf(dice.in(0.6, 1.8), dice.in(1.1, 2.15), dice, palette);
      layout.alongWall(shelf, 0, 0.5, dice);
    }
    if (dice.chance(0.7)) {
      Piece board =
          Storage.chest(
              dice.in(0.9, 1.7),
              dice.in(0.38, 0.48),
              dice.in(0.65, 0.9),
              dice.count(2, 4),
              dice.count(1, 3),
              dice,
              palette);
      layout.alongWall(board, 0, 0.2, dice).ifPresent(this::pictureAbove);
    }
    if (dice.chance(0.7)) {
      layout.alongWall(Lamps.floor(dice, palette), 0, 0.7, dice);
    }
    plants(dice.count(1, 3));
    if (dice.chance(0.4)) {
      layout.alongWall(Shelves.wallBoard(dice, palette), dice.in(1.3, 1.6), 0.2, dice);
    }
    pictures(dice.count(2, 5));
    floorClutter(dice.count(0, 3));
    if (dice.chance(0.3)) {
      layout.anywhere(Tables.side(dice, palette), true, dice);
    }
  }

  private @Nullable Placement sofa() {
    for (int attempt = 0; attempt < 4; attempt++) {
      int seats = attempt > 1 ? 2 : dice.count(2, 3);
      Piece piece =
          dice.chance(0.35) && attempt < 2
              ? Sofas.corner(seats, dice.sign(), dice, palette)
              : Sofas.sofa(seats, dice, palette);
      Optional<Placement> placed = layout.alongWall(piece, 0, 0.15, dice);
      if (placed.isPresent()) {
        return placed.get();
      }
    }
    return null;
  }

  private void around(Placement sofa) {
    Pose pose = sofa.pose();
    double front = -sofa.piece().depth() / 2;
    Piece tv = Desks.television(dice, palette);
    boolean facing =
        layout
            .ahead(pose)
            .flatMap(spot -> layout.atWall(tv, spot.wall(), spot.x() + dice.in(-0.3, 0.3), 0, 0.02))
            .isPresent();
    if (!facing && dice.chance(0.7)) {
      layout.alongWall(tv, 0, 0.2, dice);
    }
    Piece table = Tables.coffee(dice, palette);
    double ahead = front - dice.in(0.35, 0.5) - table.depth() / 2;
    Pose tablePose = pose.moved(dice.in(-0.15, 0.15), ahead, 0).yawed(dice.in(-0.06, 0.06));
    if (layout.place(table, tablePose, false).isEmpty()
        && layout.alongWall(Tables.side(dice, palette), 0, 0.3, dice).isEmpty()) {
      layout.anywhere(Tables.side(dice, palette), true, dice);
    }
    if (dice.chance(0.7)) {
      rug(pose.moved(0, ahead + 0.2, 0), dice.in(1, 1.5), dice.in(0.7, 1));
    }
    int chairs = dice.count(0, 2);
    for (int i = 0; i < chairs; i++) {
      double side = i == 0 ? dice.sign() : -1;
      Piece chair = Sofas.armchair(dice, palette);
      double away = table.width() / 2 + chair.depth() / 2 + dice.in(0.25, 0.45);
      double turn = side * (Math.PI / 2 + dice.in(-0.5, 0.35));
      Pose at = tablePose.moved(side * away, dice.in(-0.35, 0.1), 0).yawed(-turn);
      layout.place(chair, at, true);
    }
    for (int side = -1; side <= 1; side += 2) {
      if (dice.chance(0.5)) {
        Piece small = dice.chance(0.5) ? Tables.side(dice, palette) : Lamps.floor(dice, palette);
        double x = side * (sofa.piece().width() / 2 + small.width() / 2 + 0.04);
        layout.place(small, pose.moved(x, sofa.piece().depth() / 2 - small.depth() / 2, 0));
      }
    }
    pictureAbove(sofa);
  }
}
