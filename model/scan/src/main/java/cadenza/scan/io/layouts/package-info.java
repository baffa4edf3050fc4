/// Data sets of labelled rooms whose labels lie in files beside the points: ScanNet, S3DIS.
@NullMarked
package cadenza.scan.io.layouts;

import org.jspecify.annotations.NullMarked;
