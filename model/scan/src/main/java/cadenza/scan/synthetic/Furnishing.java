package cadenza.scan.synthetic;

/// Puts furniture into one kind of room.
interface Furnishing {
  void furnish();

  static Furnishing of(RoomKind kind, Layout layout, Palette palette, Dice dice) {
    return () -> {
      layout.anywhere(Tables.dining(1.4, 0.85, dice, palette), false, dice);
      for (int i = 0; i < 4; i++) {
        layout.anywhere(Chairs.dining(dice, palette), true, dice);
        layout.anywhere(Chairs.office(dice, palette), true, dice);
      }
      layout.anywhere(Plants.large(dice, palette), true, dice);
      layout.alongWall(Lamps.floor(dice, palette), 0, 0.5, dice);
      layout.alongWall(Clutter.onFloor(dice, palette), 0, 0.5, dice);
    };
  }
}
