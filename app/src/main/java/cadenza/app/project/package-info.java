/// The project file: an SQLite database that everything is written to as it is done.
@NullMarked
package cadenza.app.project;

import org.jspecify.annotations.NullMarked;
