/** Tests of what is counted. */
@NullMarked
package dev.weir.ingest.meter;

import org.jspecify.annotations.NullMarked;
