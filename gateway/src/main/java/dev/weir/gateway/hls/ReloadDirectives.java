package dev.weir.gateway.hls;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.hls.MediaPlaylist;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a player asks of a reload (RFC 8216bis, 6.2.5).
 *
 * @param sequence {@code _HLS_msn}: answer when this segment is there
 * @param part {@code _HLS_part}: answer when this part of that segment is there
 * @param skip {@code _HLS_skip}: an update of what the player has will do
 */
record ReloadDirectives(OptionalLong sequence, OptionalInt part, boolean skip) {

  /** A reload that asks for nothing. */
  static final ReloadDirectives NONE =
      new ReloadDirectives(OptionalLong.empty(), OptionalInt.empty(), false);

  private static final String SEQUENCE = "_HLS_msn";
  private static final String PART = "_HLS_part";
  private static final String SKIP = "_HLS_skip";
  private static final int MAX_DIGITS = 18;
  private static final int MAX_PART_DIGITS = 6;

  /** Segments further ahead than this beyond the last complete one are refused. */
  private static final int MOST_SEGMENTS_AHEAD = 2;

  /** Parts of less than a second may be asked for three ahead, others for three seconds. */
  private static final int PARTS_AHEAD = 3;

  /** Reads the query; throws {@code PLAYLIST_DIRECTIVE_INVALID}. */
  static ReloadDirectives read(MultiMap query) {
    String sequence = only(query, SEQUENCE);
    String part = only(query, PART);
    String skip = only(query, SKIP);
    if (!part.isEmpty() && sequence.isEmpty()) {
      throw invalid("part without sequence");
    }
    if (!skip.isEmpty() && !skip.equals("YES") && !skip.equals("v2")) {
      throw invalid("skip");
    }
    return new ReloadDirectives(
        sequence.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(sequence, MAX_DIGITS)),
        part.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) number(part, MAX_PART_DIGITS)),
        !skip.isEmpty());
  }

  /** Refuses what cannot come soon; throws {@code PLAYLIST_DIRECTIVE_INVALID}. */
  void check(MediaPlaylist playlist) {
    if (sequence.isEmpty() || playlist.ended()) {
      return;
    }
    long running = playlist.runningSequence();
    if (sequence.getAsLong() > running - 1 + MOST_SEGMENTS_AHEAD) {
      throw invalid("sequence=" + sequence.getAsLong() + " running=" + running);
    }
    if (part.isPresent() && sequence.getAsLong() >= running) {
      int parts = sequence.getAsLong() == running ? playlist.runningParts() : 0;
      if (part.getAsInt() >= Math.max(parts + partsAhead(playlist), partsOfSegment(playlist))) {
        throw invalid("part=" + part.getAsInt() + " parts=" + parts);
      }
    }
  }

  /**
   * Whether the part asked for lies beyond what a player should ask for, so that it may have to
   * wait longer than a player that asks so is ready to.
   */
  boolean isFarAhead(MediaPlaylist playlist) {
    if (sequence.isEmpty() || part.isEmpty() || sequence.getAsLong() < playlist.runningSequence()) {
      return false;
    }
    boolean inRunning = sequence.getAsLong() == playlist.runningSequence();
    int parts = inRunning ? playlist.runningParts() : 0;
    return part.getAsInt() >= parts + partsAhead(playlist);
  }

  /** Whether the playlist has what was asked for. */
  boolean satisfiedBy(MediaPlaylist playlist) {
    if (sequence.isEmpty() || playlist.ended()) {
      return true;
    }
    return part.isPresent()
        ? playlist.reaches(sequence.getAsLong(), part.getAsInt())
        : playlist.reaches(sequence.getAsLong());
  }

  private static int partsAhead(MediaPlaylist playlist) {
    int partTargetMs = playlist.terms().partTargetMs(playlist.kind());
    return partTargetMs < 1000 ? PARTS_AHEAD : Math.ceilDiv(PARTS_AHEAD * 1000, partTargetMs);
  }

  /**
   * A part that its segment may come to have is waited for, although the limit above is the
   * recommended one: hls.js, when low latency is not wanted, asks for the last part of a segment
   * that has none yet. Parts may be shorter than the target; half as many again are enough.
   */
  private static int partsOfSegment(MediaPlaylist playlist) {
    int longestMs = playlist.terms().targetDurationS() * 1500;
    return Math.ceilDiv(longestMs, playlist.terms().partTargetMs(playlist.kind()));
  }

  /** The value of a parameter that may be there once; empty when it is not. */
  private static String only(MultiMap query, String name) {
    List<String> values = query.getAll(name);
    if (values.size() > 1 || (values.size() == 1 && values.getFirst().isEmpty())) {
      throw invalid(name);
    }
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static long number(String text, int maxDigits) {
    if (text.length() > maxDigits || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw invalid("not a number");
    }
    return Long.parseLong(text);
  }

  private static WeirFault invalid(String detail) {
    return new WeirFault(FaultCode.PLAYLIST_DIRECTIVE_INVALID, detail);
  }
}
