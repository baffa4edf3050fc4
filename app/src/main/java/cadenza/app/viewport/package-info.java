/// The picture in the middle: camera navigation, the scene it shows, what lies under the cursor.
@NullMarked
package cadenza.app.viewport;

import org.jspecify.annotations.NullMarked;
