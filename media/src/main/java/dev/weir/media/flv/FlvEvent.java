package dev.weir.media.flv;

import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;

/** Something that a tag told about its stream. */
public sealed interface FlvEvent {

  /** A track begins, or goes on in another way. An encoder that repeats itself causes no event. */
  record TrackConfigured(Track track) implements FlvEvent {}

  /** A frame of a track that was configured before, or a timed note. */
  record FrameRead(MediaFrame frame) implements FlvEvent {}

  /** A track ends; if it resumes, it is configured again. */
  record TrackEnded(Track track) implements FlvEvent {}

  /** The encoder described its stream. */
  record MetadataRead(OnMetaData metadata) implements FlvEvent {}
}
