package dev.weir.stream.timeline;

/** The texts that one view of a timeline can be printed as. */
public enum PlaylistForm {
  /** Pictures in CMAF, with low-latency tags. */
  VIDEO,
  /** Pictures in CMAF, as an update of what the player has. */
  VIDEO_DELTA,
  /** Sound in CMAF, with low-latency tags. */
  AUDIO,
  /** Sound in CMAF, as an update of what the player has. */
  AUDIO_DELTA,
  /** Everything in transport stream segments. */
  TS;

  /** The update of this form; the form itself where there is none. */
  public PlaylistForm delta() {
    return switch (this) {
      case VIDEO, VIDEO_DELTA -> VIDEO_DELTA;
      case AUDIO, AUDIO_DELTA -> AUDIO_DELTA;
      case TS -> TS;
    };
  }
}
