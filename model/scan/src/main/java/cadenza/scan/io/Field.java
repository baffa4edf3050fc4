package cadenza.scan.io;

import cadenza.scan.ScalarType;

/// One scalar that a file holds for each point.
///
/// @param name as the file spells it
public record Field(String name, ScalarType type) {}
