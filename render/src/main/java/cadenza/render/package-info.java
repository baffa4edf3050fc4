/// Cameras and frames: what is looked at ([Scene]), from where ([Camera]), and how it becomes
/// pixels ([FrameRenderer], [RenderLoop]).
@NullMarked
package cadenza.render;

import org.jspecify.annotations.NullMarked;
