/// Reading and writing scans; content is sniffed before the extension is believed.
@NullMarked
package cadenza.scan.io;

import org.jspecify.annotations.NullMarked;
