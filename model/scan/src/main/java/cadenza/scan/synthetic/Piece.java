package cadenza.scan.synthetic;

import java.util.List;
import java.util.function.Consumer;

/// A piece of furniture before it stands anywhere: how much room it takes and how it is built.
///
/// Its frame has the origin on the floor below the middle of its footprint, x to the right, y to
/// the back.
///
/// @param label class of its main body
/// @param width metres along x
/// @param depth metres along y
/// @param height metres
/// @param frontClear free floor it needs before it, metres
/// @param blocks boxes that together hold all of it; a chair may go under a table's top because the
///   table is a top and legs
/// @param body adds the primitives
record Piece(
    SemanticClass label,
    double width,
    double depth,
    double height,
    double frontClear,
    List<Block> blocks,
    Consumer<Build> body) {

  /// An upright box in a piece's frame, in metres.
  record Block(double x0, double y0, double z0, double x1, double y1, double z1) {}

  /// A piece that fills one box.
  static Piece solid(
      SemanticClass label,
      double width,
      double depth,
      double height,
      double frontClear,
      Consumer<Build> body) {
    Block all = new Block(-width / 2, -depth / 2, 0, width / 2, depth / 2, height);
    return new Piece(label, width, depth, height, frontClear, List.of(all), body);
  }

  /// A piece whose top of `thickness` stands on something at its four corners.
  static Piece table(
      SemanticClass label,
      double width,
      double depth,
      double height,
      double thickness,
      double legInset,
      double legSize,
      double above,
      Consumer<Build> body) {
    double x = width / 2;
    double y = depth / 2;
    double under = height - thickness;
    double a = x - legInset;
    double b = y - legInset;
    double s = legSize;
    return new Piece(
        label,
        width,
        depth,
        height + above,
        0.1,
        List.of(
            new Block(-x, -y, under, x, y, height + above),
            new Block(-a, -b, 0, -a + s, -b + s, under),
            new Block(a - s, -b, 0, a, -b + s, under),
            new Block(-a, b - s, 0, -a + s, b, under),
            new Block(a - s, b - s, 0, a, b, under)),
        body);
  }

  Piece withFrontClear(double metres) {
    return new Piece(label, width, depth, height, metres, blocks, body);
  }
}
