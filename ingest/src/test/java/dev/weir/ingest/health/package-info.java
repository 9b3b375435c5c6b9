/** Tests of the reports. */
@NullMarked
package dev.weir.ingest.health;

import org.jspecify.annotations.NullMarked;
