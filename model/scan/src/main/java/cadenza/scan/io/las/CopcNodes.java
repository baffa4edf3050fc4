package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// The octree of a COPC file: chunks that hold ever finer choices of the points (COPC 1.0).
final class CopcNodes {
  static final String USER = "copc";
  static final int INFO = 1;
  static final int HIERARCHY = 1000;

  private static final int PAGE_AT = 40;
  private static final int INFO_BYTES = 160;
  private static final int ENTRY_BYTES = 32;
  private static final int IS_PAGE = -1;
  private static final int MOST_PAGE_BYTES = 1 << 24;
  private static final int MOST_NODES = 1 << 18;

  /// A chunk of points.
  ///
  /// @param level 0 for the coarsest
  record Node(int level, long from, long to, int points) {}

  private record Page(long at, long bytes) {}

  private CopcNodes() {}

  /// The nodes of the coarsest levels that together have at least `points` points; empty if the
  /// file is no COPC or its octree is damaged.
  static Optional<List<Node>> coarsest(FileBytes file, LasRecords records, int points)
      throws IOException {
    byte[] info = records.content(USER, INFO).orElse(new byte[0]);
    if (info.length < INFO_BYTES) {
      return Optional.empty();
    }
    List<Node> nodes = new ArrayList<>();
    Queue<Page> pages = new ArrayDeque<>();
    pages.add(new Page(LittleEndian.int64(info, PAGE_AT), LittleEndian.int64(info, PAGE_AT + 8)));
    long found = 0;
    while (!pages.isEmpty() && found < 4L * points && nodes.size() < MOST_NODES) {
      Page page = pages.remove();
      if (page.at <= 0 || page.bytes < ENTRY_BYTES || page.at > file.size() - ENTRY_BYTES) {
        return Optional.empty();
      }
      byte[] entries = file.read(page.at, (int) Math.min(page.bytes, MOST_PAGE_BYTES));
      for (int at = 0; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
        long offset = LittleEndian.int64(entries, at + 16);
        int bytes = LittleEndian.int32(entries, at + 24);
        int count = LittleEndian.int32(entries, at + 28);
        if (count == IS_PAGE) {
          pages.add(new Page(offset, bytes));
        } else if (count > 0 && bytes > 0 && offset > 0 && offset <= file.size() - bytes) {
          nodes.add(new Node(LittleEndian.int32(entries, at), offset, offset + bytes, count));
          found += count;
        }
      }
    }
    nodes.sort(Comparator.comparingInt(Node::level));
    return nodes.isEmpty() ? Optional.empty() : Optional.of(upTo(nodes, points));
  }

  private static List<Node> upTo(List<Node> nodes, int points) {
    List<Node> chosen = new ArrayList<>();
    long sum = 0;
    int level = nodes.getFirst().level;
    for (Node node : nodes) {
      if (node.level != level && sum >= points) {
        break;
      }
      level = node.level;
      chosen.add(node);
      sum += node.points;
    }
    return chosen;
  }
}
