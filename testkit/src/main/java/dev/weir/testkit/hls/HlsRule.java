package dev.weir.testkit.hls;

/**
 * A rule for live playlists. Clauses are of RFC 8216 (R) and of draft-pantos-hls-rfc8216bis (B).
 */
public enum HlsRule {
  /** R 4.3.1.1. */
  STARTS_WITH_EXTM3U,
  /** B 8: the version must allow what the playlist uses: decimals 3, MAP 6, GAP 8, SKIP 9. */
  VERSION_ALLOWS_CONTENT,
  /** R 4.3.3.1: present, and each EXTINF rounded to seconds is at most the target duration. */
  SEGMENTS_WITHIN_TARGET_DURATION,
  /** R 4.3.3.5: a live playlist that drops segments has no type. */
  NO_PLAYLIST_TYPE,
  /** B 4.4.3.7: PART-INF is there when parts are. */
  PART_INF_WITH_PARTS,
  /** B 4.4.4.9: no part is longer than the part target. */
  PARTS_WITHIN_PART_TARGET,
  /** B 4.4.4.9: a part is at least 85 % of it, but for gaps and the last part of a segment. */
  PARTS_LONG_ENOUGH,
  /** B 4.4.4.9: the parts of a segment add up to it. */
  PARTS_ADD_UP,
  /** B 6.2.2: parts leave the playlist when they are three target durations from its end. */
  PARTS_ONLY_NEAR_THE_END,
  /** B 4.4.3.8: PART-HOLD-BACK is there with parts, and at least three part targets. */
  PART_HOLD_BACK_LONG_ENOUGH,
  /** B 4.4.3.8: HOLD-BACK is at least three target durations. */
  HOLD_BACK_LONG_ENOUGH,
  /** B 4.4.3.8: CAN-SKIP-UNTIL is at least six target durations. */
  SKIP_BOUNDARY_FAR_ENOUGH,
  /** B 4.4.5.3: a growing playlist with parts says which part comes next, one not listed yet. */
  HINTS_THE_NEXT_PART,
  /** B 6.2.2: the part that was hinted is the part that came. */
  HINT_IS_KEPT,
  /** R 4.3.2.5: fragmented MP4 needs an init segment. */
  MAP_BEFORE_FRAGMENTS,
  /** R 4.3.2.3: another init segment is a discontinuity. */
  MAP_CHANGES_AT_DISCONTINUITIES,
  /** R 4.3.5.1: what is claimed of all segments holds for each one's first part. */
  INDEPENDENT_AS_CLAIMED,
  /** R 4.3.2.6: dates advance as durations do, except at discontinuities. */
  DATES_FOLLOW_DURATIONS,
  /** B 4.4.5.2: a delta update skips only what is beyond the skip boundary. */
  SKIPS_ONLY_OLD_SEGMENTS,
  /** R 6.2.2: at least three target durations stay listed. */
  WINDOW_LONG_ENOUGH,
  /** R 6.2.1: the target duration never changes; nor do part target and server control. */
  TERMS_NEVER_CHANGE,
  /** R 6.2.2: the media sequence number grows by the number of segments removed. */
  MEDIA_SEQUENCE_COUNTS,
  /** R 6.2.2: the discontinuity sequence number grows by the discontinuities removed. */
  DISCONTINUITY_SEQUENCE_COUNTS,
  /** R 6.2.1: segments are only added at the end. */
  ONLY_GROWS_AT_THE_END,
  /** R 6.2.1: what was said of a segment stays. */
  SEGMENTS_NEVER_CHANGE,
  /** B 6.2.2: what was said of a part stays. */
  PARTS_NEVER_CHANGE,
  /** R 6.2.2: a new version comes within 1.5 target durations. */
  UPDATED_IN_TIME,
  /** R 4.3.3.4: nothing changes after ENDLIST, and nothing is hinted. */
  NOTHING_AFTER_THE_END,
  /** B 6.2.4: all renditions have the same target duration and the same server control. */
  RENDITIONS_AGREE,
}
