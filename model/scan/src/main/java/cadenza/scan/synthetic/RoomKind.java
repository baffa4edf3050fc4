package cadenza.scan.synthetic;

/// What a synthetic room is used for, which decides its size, its furniture and its materials.
public enum RoomKind {
  LIVING_ROOM("living room"),
  BEDROOM("bedroom"),
  KITCHEN("kitchen"),
  BATHROOM("bathroom"),
  OFFICE("office");

  private final String displayName;

  RoomKind(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }
}
