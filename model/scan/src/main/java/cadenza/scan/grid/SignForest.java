package cadenza.scan.grid;

/// Which of many signs agree: groups of members, each with its sign relative to the group, and what
/// the members know of their sign themselves.
///
/// # How it works
///
/// Union-find in which each link carries a parity, compressed together with the path. Joining along
/// edges in ascending weight is Kruskal's minimum spanning forest, and the parity of the path to
/// the root is the product of the signs along it. Members vote for their own sign; a group whose
/// votes agree well enough has decided, and two groups that have decided are not joined against
/// their votes: then the edge between them, not what lies behind it, is wrong.
final class SignForest {
  /// A group has decided if its votes sum to this much, agree this well, and come from this share
  /// of its members or more.
  private static final float ENOUGH_VOTES = 10;

  private static final float AGREEMENT = .3f;
  private static final float TURNOUT = .03f; // stray lines of sight past an edge are fewer

  private final int[] parent;
  private final boolean[] opposite;
  private final int[] size;

  /// Sum of the votes of each group, in the sign of its root, and of their absolute values.
  private final float[] votes;

  private final float[] weights;

  /// @param votes of each member: positive if it thinks its sign right, negative if wrong, 0 if it
  ///   does not know
  SignForest(float[] votes) {
    int members = votes.length;
    parent = new int[members];
    opposite = new boolean[members];
    size = new int[members];
    this.votes = votes.clone();
    weights = new float[members];
    for (int i = 0; i < members; i++) {
      parent[i] = i;
      size[i] = 1;
      weights[i] = Math.abs(votes[i]);
    }
  }

  /// True if the group of `member` votes for turning the member's sign.
  boolean isWrong(int member) {
    int root = find(member);
    return votes[root] < 0 ^ (member != root && opposite[member]);
  }

  private boolean hasDecided(int root) {
    float votesFor = Math.abs(votes[root]);
    return votesFor >= ENOUGH_VOTES
        && votesFor >= AGREEMENT * weights[root]
        && votesFor >= TURNOUT * size[root];
  }

  /// The member that stands for the group of `member`.
  int find(int member) {
    int root = member;
    boolean turned = false;
    while (parent[root] != root) {
      turned ^= opposite[root];
      root = parent[root];
    }
    int at = member;
    while (parent[at] != root && at != root) {
      int next = parent[at];
      boolean link = opposite[at];
      parent[at] = root;
      opposite[at] = turned;
      turned ^= link;
      at = next;
    }
    return root;
  }

  /// Makes one group of two, `a` and `b` having opposite signs or the same; without effect where
  /// they already are in one group or, if `askVotes`, both have decided otherwise.
  void join(int a, int b, boolean areOpposite, boolean askVotes) {
    int rootA = find(a);
    int rootB = find(b);
    if (rootA == rootB) {
      return;
    }
    boolean turned = areOpposite ^ (a != rootA && opposite[a]) ^ (b != rootB && opposite[b]);
    boolean disagree = votes[rootA] < 0 ^ votes[rootB] < 0 ^ turned;
    if (askVotes && disagree && hasDecided(rootA) && hasDecided(rootB)) {
      return;
    }
    int below = size[rootA] < size[rootB] ? rootA : rootB;
    int above = below == rootA ? rootB : rootA;
    parent[below] = above;
    opposite[below] = turned;
    size[above] += size[below];
    votes[above] += turned ? -votes[below] : votes[below];
    weights[above] += weights[below];
  }
}
