/** Tests of who may publish. */
@NullMarked
package dev.weir.ingest.publish;

import org.jspecify.annotations.NullMarked;
