package dev.weir.media.hls;

/** The relative URIs of what one media playlist lists. */
public interface PlaylistNaming {

  /** URI of the init segment {@code number}. */
  String init(int number);

  /** URI of the segment with this media sequence number. */
  String segment(long sequence);

  /** URI of the part with this {@linkplain Part#number() number}. */
  String part(long number);

  /** URI of parts that are gaps; never fetched. */
  default String gap() {
    return "gap";
  }
}
