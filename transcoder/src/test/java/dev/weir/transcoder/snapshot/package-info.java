/** Tests with real pictures. */
@NullMarked
package dev.weir.transcoder.snapshot;

import org.jspecify.annotations.NullMarked;
