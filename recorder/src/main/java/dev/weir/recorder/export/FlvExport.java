package dev.weir.recorder.export;

import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfEcmaArray;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfStrictArray;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.flv.FlvHeader;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagWriter;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.Take;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * FLV, with the places of its key frames in {@code onMetaData}, as players that seek want them. The
 * metadata takes the same room whatever it says: it is written first, and again when the places are
 * known.
 */
final class FlvExport {

  /** Key frames whose places are told; with more, none are: a tag has 16 MiB at most. */
  private static final int MAX_KEYS = 100_000;

  private static final int BUFFER_BYTES = 1 << 20;

  private final Take take;
  private final FlvTags tags;
  private final List<Double> keyTimes = new ArrayList<>();
  private final List<Double> keyPlaces = new ArrayList<>();
  private ByteSink buffer = new ByteSink(BUFFER_BYTES);
  private boolean indexed;
  private long position;
  private long lastMs;

  private FlvExport(Take take) {
    this.take = take;
    this.tags = new FlvTags(take);
  }

  static List<ExportedFile> of(Take take) throws IOException {
    FlvExport export = new FlvExport(take);
    Path file = take.directory().resolve("movie.flv");
    try (FileChannel out = Fresh.file(file)) {
      export.write(out);
    }
    return List.of(new ExportedFile(".flv", file, "video/x-flv"));
  }

  private void write(FileChannel out) throws IOException {
    boolean video = has(TrackKind.VIDEO);
    byte[] header = new FlvHeader(has(TrackKind.AUDIO), video).toBytes();
    int[] keys = {0};
    take.forEach(segment -> keys[0] += video ? FlvTags.keyFrames(segment) : 0);
    indexed = keys[0] <= MAX_KEYS;
    for (int i = 0; indexed && i < keys[0]; i++) {
      keyTimes.add(0.0);
      keyPlaces.add(0.0);
    }
    append(out, header);
    append(out, metadata());
    keyTimes.clear();
    keyPlaces.clear();
    for (FlvTag tag : tags.configuration()) {
      append(out, tag);
    }
    try (TakeMedia media = TakeMedia.open(take)) {
      take.forEach(segment -> add(segment, media, out));
    }
    flush(out);
    ByteBuffer known = ByteBuffer.wrap(metadata());
    while (known.hasRemaining()) {
      out.write(known, header.length + known.position());
    }
  }

  private void add(KeptSegment segment, TakeMedia media, FileChannel out) throws IOException {
    for (FlvTag tag : tags.of(segment, media)) {
      if (indexed && tag.isKeyFrame()) {
        keyTimes.add(tag.timestampMs() / 1_000.0);
        keyPlaces.add((double) position);
      }
      lastMs = Math.max(lastMs, tag.timestampMs());
      append(out, tag);
    }
  }

  private byte[] metadata() {
    Map<String, AmfValue> facts = new LinkedHashMap<>();
    facts.put("duration", new AmfNumber(take.extent().durationMs() / 1_000.0));
    facts.put("filesize", new AmfNumber(position));
    for (TrackInit init : take.tracks()) {
      if (init.track() instanceof Track.VideoTrack video) {
        facts.put("width", new AmfNumber(video.width()));
        facts.put("height", new AmfNumber(video.height()));
      }
      if (init.track() instanceof Track.AudioTrack audio) {
        facts.put("audiosamplerate", new AmfNumber(audio.sampleRateHz()));
      }
    }
    facts.put("lasttimestamp", new AmfNumber(lastMs / 1_000.0));
    facts.put("encoder", new AmfString("Weir"));
    Map<String, AmfValue> keys = new LinkedHashMap<>();
    keys.put("times", numbers(keyTimes));
    keys.put("filepositions", numbers(keyPlaces));
    facts.put("keyframes", new AmfObject(keys));
    ByteSink sink = new ByteSink(1 << 12);
    FlvTagWriter.write(
        new FlvTag.ScriptTag(
            0, AmfWriter.toBytes(new AmfString("onMetaData"), new AmfEcmaArray(facts))),
        sink);
    return sink.toByteArray();
  }

  private static AmfValue numbers(List<Double> values) {
    return new AmfStrictArray(
        values.stream().map(value -> (AmfValue) new AmfNumber(value)).toList());
  }

  private boolean has(TrackKind kind) {
    return take.tracks().stream().anyMatch(init -> init.kind() == kind);
  }

  private void append(FileChannel out, FlvTag tag) throws IOException {
    FlvTagWriter.write(tag, buffer);
    position += FlvTagWriter.sizeBytes(tag);
    if (buffer.size() >= BUFFER_BYTES) {
      flush(out);
    }
  }

  private void append(FileChannel out, byte[] bytes) throws IOException {
    buffer.bytes(bytes);
    position += bytes.length;
    flush(out);
  }

  private void flush(FileChannel out) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer.toByteArray());
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    buffer = new ByteSink(BUFFER_BYTES);
  }
}
