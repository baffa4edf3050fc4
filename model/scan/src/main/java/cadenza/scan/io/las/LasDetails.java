package cadenza.scan.io.las;

import cadenza.scan.io.FormatDetails;

/// What a LAS file holds beside its points: written back when the points are.
///
/// @param colorFactor what an 8-bit colour is to be multiplied with to give back the file's number
record LasDetails(LasHeader header, LasRecords records, PointLayout layout, double colorFactor)
    implements FormatDetails {}
