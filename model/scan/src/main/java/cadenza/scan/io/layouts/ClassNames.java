package cadenza.scan.io.layouts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the labels of well-known data sets mean.
public final class ClassNames {
  private static final List<String> NYU40 =
      List.of(
          "unlabelled",
          "wall",
          "floor",
          "cabinet",
          "bed",
          "chair",
          "sofa",
          "table",
          "door",
          "window",
          "bookshelf",
          "picture",
          "counter",
          "blinds",
          "desk",
          "shelves",
          "curtain",
          "dresser",
          "pillow",
          "mirror",
          "floor mat",
          "clothes",
          "ceiling",
          "books",
          "refridgerator",
          "television",
          "paper",
          "towel",
          "shower curtain",
          "box",
          "whiteboard",
          "person",
          "night stand",
          "toilet",
          "sink",
          "lamp",
          "bathtub",
          "bag",
          "otherstructure",
          "otherfurniture",
          "otherprop");
  private static final List<String> SCANNET20 =
      List.of(
          "wall",
          "floor",
          "cabinet",
          "bed",
          "chair",
          "sofa",
          "table",
          "door",
          "window",
          "bookshelf",
          "picture",
          "counter",
          "desk",
          "curtain",
          "refridgerator",
          "shower curtain",
          "toilet",
          "sink",
          "bathtub",
          "otherfurniture");
  private static final List<String> S3DIS =
      List.of(
          "ceiling",
          "floor",
          "wall",
          "beam",
          "column",
          "window",
          "door",
          "table",
          "chair",
          "sofa",
          "bookcase",
          "board",
          "clutter");

  private ClassNames() {}

  /// The 40 classes of NYU Depth V2 in the numbers and the spelling that ScanNet's labels use; 0
  /// has none.
  public static Map<Integer, String> nyu40() {
    return numbered(NYU40);
  }

  /// The 20 classes of ScanNet's benchmark in the numbers that Pointcept's `segment20` uses.
  public static Map<Integer, String> scanNet20() {
    return numbered(SCANNET20);
  }

  /// The 13 classes of S3DIS in the numbers that its users give them.
  public static Map<Integer, String> s3dis() {
    return numbered(S3DIS);
  }

  private static Map<Integer, String> numbered(List<String> names) {
    Map<Integer, String> numbered = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      numbered.put(i, names.get(i));
    }
    return Collections.unmodifiableMap(numbered);
  }
}
