package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;

/** Where the media are: {@code dref} (ISO/IEC 14496-12, 8.7.2); in this very file. */
public record DataReferenceBox() implements FullBox {

  /** The one entry: {@code url} with the flag that says "self-contained" instead of a location. */
  private record UrlBox() implements FullBox {

    @Override
    public String type() {
      return "url ";
    }

    @Override
    public int flags() {
      return 1;
    }

    @Override
    public void writeFields(ByteSink sink) {}
  }

  @Override
  public String type() {
    return "dref";
  }

  @Override
  public void writeFields(ByteSink sink) {
    sink.u32(1);
    new UrlBox().write(sink);
  }
}
