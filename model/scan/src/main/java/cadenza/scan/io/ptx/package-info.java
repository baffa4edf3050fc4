/// PTX and PTS: text files of several scans, each with a header or a count of its own.
@NullMarked
package cadenza.scan.io.ptx;

import org.jspecify.annotations.NullMarked;
