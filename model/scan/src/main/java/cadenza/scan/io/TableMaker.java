package cadenza.scan.io;

/// Makes the table that points are read into, once it is known how many can be there.
public interface TableMaker {
  /// @param rows how many points the bytes of the file can hold
  /// @throws ScanException if that is more than memory or arrays hold
  PointTable make(long rows) throws ScanException;
}
