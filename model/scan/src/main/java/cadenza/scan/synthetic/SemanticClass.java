package cadenza.scan.synthetic;

import java.util.Arrays;
import java.util.Optional;

/// The classes that synthetic rooms are labelled with: the 20 of the ScanNet benchmark under their
/// usual names, the ceiling (which that benchmark leaves out), and 0 for what nobody named.
///
/// [#id()] is what a point's `label` holds. Ids are dense and in the order of the benchmark's
/// table, so they are also row numbers of a confusion matrix; they are not ScanNet's raw NYU-40
/// numbers. Small movable things (cups, monitors, plants, lamps, boxes) count as other furniture,
/// rugs and mats as floor, pillows and blankets as the bed or sofa they lie on.
public enum SemanticClass {
  UNLABELLED(0, "unlabelled", 0x8c8f94),
  WALL(1, "wall", 0xb8c4d6),
  FLOOR(2, "floor", 0x9a8468),
  CABINET(3, "cabinet", 0x4f86c6),
  BED(4, "bed", 0xf08ca0),
  CHAIR(5, "chair", 0xf2b134),
  SOFA(6, "sofa", 0xa05fb4),
  TABLE(7, "table", 0xe8743b),
  DOOR(8, "door", 0x7a4f2e),
  WINDOW(9, "window", 0x7fd6e8),
  BOOKSHELF(10, "bookshelf", 0x3f9b62),
  PICTURE(11, "picture", 0xd64c8f),
  COUNTER(12, "counter", 0x2f7f86),
  DESK(13, "desk", 0xc9a26b),
  CURTAIN(14, "curtain", 0x8578d8),
  REFRIGERATOR(15, "refrigerator", 0x5c6b84),
  SHOWER_CURTAIN(16, "shower curtain", 0x62c9a8),
  TOILET(17, "toilet", 0x9fd356),
  SINK(18, "sink", 0x2d5fd0),
  BATHTUB(19, "bathtub", 0xf5dd6a),
  OTHER_FURNITURE(20, "other furniture", 0xc74a42),
  CEILING(21, "ceiling", 0xe6e1d3);

  private final int id;
  private final String displayName;
  private final int rgb;

  SemanticClass(int id, String displayName, int rgb) {
    this.id = id;
    this.displayName = displayName;
    this.rgb = rgb;
  }

  /// The number in a point's `label` attribute; 0 is unlabelled.
  public int id() {
    return id;
  }

  /// The name people know, in lower case, as the benchmark's table prints it.
  public String displayName() {
    return displayName;
  }

  /// The colour this class is drawn in, `0xrrggbb`.
  public int rgb() {
    return rgb;
  }

  /// The class with this id, or nothing if no class has it.
  public static Optional<SemanticClass> byId(int id) {
    return Arrays.stream(values()).filter(c -> c.id == id).findFirst();
  }
}
