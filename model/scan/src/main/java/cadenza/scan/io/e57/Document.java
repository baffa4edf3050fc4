package cadenza.scan.io.e57;

import java.util.List;
import java.util.Optional;

/// What the XML section of a file says, as far as points go.
///
/// @param crs coordinate reference system, as the file words it
/// @param scans in the order of the file
/// @param hasPictures whether there are pictures, which are not read
record Document(Optional<String> crs, List<Data3d> scans, boolean hasPictures) {
  Document {
    scans = List.copyOf(scans);
  }
}
