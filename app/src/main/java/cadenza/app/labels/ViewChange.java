package cadenza.app.labels;

import cadenza.app.settings.SavedView;

/// The saved views of one scan before and after an edit.
///
/// @param scan id of the [LabelledScan]
public record ViewChange(int scan, ListChange<SavedView> views) {}
