package dev.weir.media.hls;

import java.util.List;

/**
 * The playlist of playlists (RFC 8216, 4.3.4): the variants that a player may choose from, and the
 * sound that goes with them.
 *
 * @param independentSegments whether every segment of every playlist begins with a key frame
 * @param sound renditions of sound that variants refer to by group; empty when each variant has its
 *     own, or none
 * @param variants best first, at least one
 */
public record MultivariantPlaylist(
    boolean independentSegments, List<Sound> sound, List<Variant> variants) {

  private static final int VERSION = 6;

  /**
   * A playlist of sound ({@code EXT-X-MEDIA}).
   *
   * @param group the name by which variants refer to it
   * @param name what a player shows when there is a choice
   * @param channels number of channels
   * @param byDefault whether it is played when the viewer chose nothing
   * @param uri of its media playlist
   */
  public record Sound(String group, String name, int channels, boolean byDefault, String uri) {}

  /**
   * One quality ({@code EXT-X-STREAM-INF}).
   *
   * @param uri of its media playlist
   * @param bandwidth what it needs, sound included
   * @param codecs RFC 6381 names of all of its tracks, sound included
   * @param width pixels; 0 when unknown or without pictures
   * @param height pixels; 0 when unknown or without pictures
   * @param framesPerSecond 0 when unknown or without pictures
   * @param soundGroup the group of its sound; empty when it has none of its own
   */
  public record Variant(
      String uri,
      Bandwidth bandwidth,
      List<String> codecs,
      int width,
      int height,
      double framesPerSecond,
      String soundGroup) {

    /** Makes the list immutable. */
    public Variant {
      codecs = List.copyOf(codecs);
    }
  }

  /** Makes the lists immutable. */
  public MultivariantPlaylist {
    sound = List.copyOf(sound);
    variants = List.copyOf(variants);
  }

  /** The playlist as text. */
  public String write() {
    PlaylistText text = new PlaylistText(VERSION);
    text.lineIf(independentSegments, "#EXT-X-INDEPENDENT-SEGMENTS");
    sound.forEach(rendition -> text.line(line(rendition)));
    for (Variant variant : variants) {
      text.line(line(variant)).line(variant.uri());
    }
    return text.toString();
  }

  private static String line(Sound sound) {
    return "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\""
        + sound.group()
        + ("\",NAME=\"" + quotable(sound.name()) + "\"")
        + (sound.byDefault() ? ",DEFAULT=YES,AUTOSELECT=YES" : ",AUTOSELECT=YES")
        + (",CHANNELS=\"" + sound.channels() + "\"")
        + (",URI=\"" + sound.uri() + "\"");
  }

  private static String line(Variant variant) {
    boolean sized = variant.width() > 0 && variant.height() > 0;
    long milliFrames = Math.round(variant.framesPerSecond() * 1000);
    return "#EXT-X-STREAM-INF:BANDWIDTH="
        + Math.max(1, variant.bandwidth().peakBitsPerSecond())
        + (",AVERAGE-BANDWIDTH=" + Math.max(1, variant.bandwidth().averageBitsPerSecond()))
        + (",CODECS=\"" + String.join(",", variant.codecs()) + "\"")
        + (sized ? ",RESOLUTION=" + variant.width() + "x" + variant.height() : "")
        + (milliFrames > 0 ? ",FRAME-RATE=" + PlaylistText.seconds(milliFrames) : "")
        + (variant.soundGroup().isEmpty() ? "" : ",AUDIO=\"" + variant.soundGroup() + "\"");
  }

  /** A quoted string holds neither quotes nor line breaks (RFC 8216, 4.2). */
  private static String quotable(String text) {
    return text.replaceAll("[\"\\p{Cntrl}]", "'");
  }
}
