package dev.weir.recorder.shift;

import dev.weir.media.frame.Track;
import dev.weir.media.hls.CmafPackager;
import dev.weir.media.hls.TrackInit;
import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.KeptSegment.KeptPart;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import dev.weir.recorder.take.Take;
import dev.weir.stream.shift.ShiftSegment;
import dev.weir.stream.shift.ShiftSegment.Stretch;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.stream.shift.ShiftTrack;
import dev.weir.stream.shift.SliceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A slice as it grows, made of what the journal of its take has. Belongs to one thread. */
final class SliceDraft {

  private final SliceFacts facts;
  private final List<TrackInit> inits;
  private final List<ShiftTrack> tracks;
  private final List<ShiftSegment> segments = new ArrayList<>();

  SliceDraft(SliceFacts facts, List<TrackInit> inits) {
    this.facts = facts;
    this.inits = List.copyOf(inits);
    this.tracks = inits.stream().map(SliceDraft::track).toList();
  }

  /** All that a take has that nothing is added to any more. */
  static SliceDraft of(Take take) throws IOException {
    SliceDraft draft = new SliceDraft(SliceFacts.read(take.directory()), take.tracks());
    take.forEach(draft::add);
    return draft;
  }

  void add(KeptSegment segment) {
    boolean discontinuity = segments.isEmpty() ? facts.discontinuity() : segment.discontinuity();
    segments.add(
        new ShiftSegment(
            discontinuity,
            isIndependent(segment.leading()),
            inits.stream().map(init -> stretch(init, segment)).toList()));
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  /** When its first segment was received, Unix milliseconds. */
  long startMs() {
    return segments.getFirst().startMs();
  }

  /** How many discontinuities there are up to its end, those before it included. */
  long discontinuities() {
    return facts.firstDiscontinuity()
        + segments.stream().skip(1).filter(ShiftSegment::discontinuity).count();
  }

  /** The slice as it is now. */
  ShiftSlice slice() {
    return new ShiftSlice(
        new SliceId(startMs(), facts.mark()),
        facts.firstNumber(),
        facts.firstDiscontinuity(),
        tracks,
        segments);
  }

  /** A track that has nothing in a segment has a gap as long as the others' media. */
  private static Stretch stretch(TrackInit init, KeptSegment segment) {
    return segment.tracks().stream()
        .filter(track -> track.kind() == init.kind())
        .findFirst()
        .map(track ->
            new Stretch(
                track.programDateTimeMs(),
                track.durationMs(),
                track.offset(),
                Math.toIntExact(track.bytes())))
        .orElseGet(() ->
            new Stretch(
                segment.leading().programDateTimeMs(), segment.leading().durationMs(), 0, 0));
  }

  private static boolean isIndependent(KeptTrack track) {
    List<KeptPart> parts = track.parts();
    return !parts.isEmpty() && parts.getFirst().samples().getFirst().sync();
  }

  private static ShiftTrack track(TrackInit init) {
    int initBytes = CmafPackager.init(init).length();
    Track track = init.track();
    return switch (track) {
      case Track.VideoTrack video ->
          new ShiftTrack(
              init.kind(), video.codecString(), video.width(), video.height(), 0, initBytes);
      case Track.AudioTrack audio ->
          new ShiftTrack(init.kind(), audio.codecString(), 0, 0, audio.channels(), initBytes);
    };
  }
}
