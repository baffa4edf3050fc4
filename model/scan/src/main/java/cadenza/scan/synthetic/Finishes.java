package cadenza.scan.synthetic;

import java.util.ArrayList;
import java.util.List;

/// Chooses what floors, walls and ceilings of a kind of room are covered with.
final class Finishes {
  private Finishes() {}

  static Shell.Finish of(RoomKind kind, FloorPlan plan, Palette palette, Dice dice) {
    boolean wet = kind == RoomKind.BATHROOM;
    Rgb paint = palette.wall(dice);
    Material wall = wall(kind, paint, palette, dice);
    List<Material> walls = new ArrayList<>();
    for (int i = 0; i < plan.walls().size(); i++) {
      walls.add(wall);
    }
    if (dice.chance(0.3)) {
      walls.set(dice.count(0, walls.size() - 1), wall(kind, palette.any(dice), palette, dice));
    }
    double wainscot = 0;
    Material low = wall;
    if (wet) {
      wainscot = dice.chance(0.4) ? plan.height() : dice.in(1.2, 2.1);
      low = wallTiles(palette, dice);
    } else if (dice.chance(0.12)) {
      wainscot = dice.in(0.8, 1.1);
      low =
          dice.chance(0.5)
              ? palette.wood(dice)
              : Material.matte(Textures.plaster(palette.any(dice), 0.03));
    }
    boolean skirted = !wet && dice.chance(0.85);
    Material skirting =
        dice.chance(0.5) ? Material.satin(Textures.plain(palette.white())) : palette.wood(dice);
    return new Shell.Finish(
        floor(kind, palette, dice),
        ceiling(kind, palette, dice),
        walls,
        low,
        wainscot,
        skirting,
        skirted ? dice.in(0.05, 0.12) : 0,
        !wet && dice.chance(0.2));
  }

  private static Material wall(RoomKind kind, Rgb paint, Palette palette, Dice dice) {
    double pick = dice.unit();
    if (kind == RoomKind.BATHROOM || kind == RoomKind.OFFICE || pick < 0.6) {
      if (kind == RoomKind.OFFICE && pick < 0.12) {
        return Material.matte(Textures.concrete(Rgb.gray(dice.in(0.5, 0.75))));
      }
      return Material.matte(Textures.plaster(paint, dice.in(0.01, 0.05)));
    }
    Rgb other = paint.mix(palette.any(dice), dice.in(0.12, 0.4));
    if (pick < 0.75) {
      return Material.matte(Textures.stripes(paint, other, dice.in(0.06, 0.3), 0.5));
    }
    if (pick < 0.9) {
      return Material.matte(Textures.motif(paint, other, dice.in(0.1, 0.3), dice.count(0, 2)));
    }
    Rgb brick = Rgb.hsv(dice.in(0.01, 0.06), dice.in(0.3, 0.6), dice.in(0.5, 0.75));
    return Material.matte(Textures.tiles(brick, brick, Rgb.gray(0.7), 0.25, 0.075, 0.5, 0.5));
  }

  private static Material wallTiles(Palette palette, Dice dice) {
    Rgb tile = dice.chance(0.5) ? palette.white() : palette.any(dice).mix(palette.white(), 0.4);
    Rgb other = dice.chance(0.2) ? palette.any(dice) : tile;
    Rgb grout = dice.chance(0.7) ? Rgb.gray(dice.in(0.6, 0.85)) : Rgb.gray(0.3);
    return switch (dice.count(0, 2)) {
      case 0 -> Material.glossy(Textures.tiles(tile, other, grout, 0.2, 0.1, 0.5, 0.1));
      case 1 -> {
        double s = dice.in(0.1, 0.2);
        yield Material.glossy(Textures.tiles(tile, other, grout, s, s, 0, 0.12));
      }
      default ->
          Material.glossy(Textures.tiles(tile, tile, grout, dice.in(0.3, 0.6), 0.3, 0, 0.08));
    };
  }

  private static Material floor(RoomKind kind, Palette palette, Dice dice) {
    boolean wet = kind == RoomKind.BATHROOM || (kind == RoomKind.KITCHEN && dice.chance(0.6));
    double pick = dice.unit();
    if (wet) {
      Rgb tile = Rgb.hsv(dice.in(0.04, 0.62), dice.in(0, 0.3), dice.in(0.25, 0.9));
      Rgb other = dice.chance(0.3) ? Rgb.gray(dice.in(0.15, 0.9)) : tile;
      double s = dice.in(0.12, 0.6);
      if (pick < 0.8) {
        return Material.satin(
            Textures.tiles(tile, other, tile.times(0.5), s, s, dice.chance(0.2) ? 0.5 : 0, 0.15));
      }
      return Material.satin(
          Textures.speckle(tile, tile.times(0.4), palette.any(dice), dice.in(0.01, 0.03)));
    }
    if (kind == RoomKind.OFFICE ? pick < 0.5 : pick < 0.2) {
      Rgb a = Rgb.hsv(dice.unit(), dice.in(0, 0.35), dice.in(0.25, 0.75));
      return Material.matte(Textures.carpet(a, a.times(dice.in(0.55, 0.9))));
    }
    if (kind == RoomKind.OFFICE && pick < 0.65) {
      Rgb a = Rgb.gray(dice.in(0.35, 0.7)).near(dice, 0.15);
      return Material.satin(Textures.speckle(a, a.times(1.4), a.times(0.6), 0.012));
    }
    Rgb wood =
        dice.pick(
                List.of(
                    Rgb.hex(0xd8b88a),
                    Rgb.hex(0xbd8f5c),
                    Rgb.hex(0x9c6a3f),
                    Rgb.hex(0x6b4428),
                    Rgb.hex(0xb5a690),
                    Rgb.hex(0x8f8378)))
            .near(dice, 0.1);
    Rgb dark = wood.times(dice.in(0.45, 0.65));
    if (pick > 0.85) {
      return Material.satin(Textures.parquet(wood, dark, dice.in(0.3, 0.5)));
    }
    return Material.satin(Textures.boards(wood, dark, dice.in(0.08, 0.2), dice.in(0.9, 2.2)));
  }

  private static Material ceiling(RoomKind kind, Palette palette, Dice dice) {
    Rgb white = dice.chance(0.85) ? Rgb.gray(dice.in(0.88, 0.97)) : palette.wall(dice);
    if (kind == RoomKind.OFFICE && dice.chance(0.6)) {
      return Material.matte(Textures.tiles(white, white, Rgb.gray(0.6), 0.6, 0.6, 0, 0.03));
    }
    if (dice.chance(0.06)) {
      Rgb wood = Rgb.hex(0xc49a66).near(dice, 0.2);
      return Material.matte(Textures.boards(wood, wood.times(0.6), 0.12, 3));
    }
    return Material.matte(Textures.plaster(white, 0.02));
  }
}
