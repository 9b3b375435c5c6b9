package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/** A box whose body begins with a version and flags (ISO/IEC 14496-12, 4.2.2). */
public interface FullBox extends Box {

  /** Which form the fields have, 0 to 255. */
  default int version() {
    return 0;
  }

  /** 24 bits; often which fields are there. */
  default int flags() {
    return 0;
  }

  /** Appends what stands after version and flags. */
  void writeFields(ByteSink sink);

  @Override
  default void writeBody(ByteSink sink) {
    sink.u8(version()).u24(flags());
    writeFields(sink);
  }
}
