package cadenza.app.project;

import java.time.Instant;

/// A probe kept in a project.
///
/// @param id at least 1
/// @param provenance what it was trained from, as JSON
/// @param bytes what the probe's own file would hold; nobody writes to it
public record StoredProbe(int id, String name, Instant madeAt, String provenance, byte[] bytes) {}
