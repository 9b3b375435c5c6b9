package dev.weir.media.flv;

import dev.weir.media.aac.AudioSpecificConfig;
import dev.weir.media.ac3.SyncFrame;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.flac.StreamInfo;
import dev.weir.media.flv.AudioPacket.CodedFrame;
import dev.weir.media.flv.AudioPacket.MultichannelConfig;
import dev.weir.media.flv.AudioPacket.SequenceEnd;
import dev.weir.media.flv.AudioPacket.SequenceStart;
import dev.weir.media.flv.FlvEvent.FrameRead;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.MediaFrame.AudioFrame;
import dev.weir.media.frame.Track.AudioTrack;
import dev.weir.media.mp3.Mp3FrameHeader;
import dev.weir.media.opus.OpusConfig;
import dev.weir.media.opus.OpusPacket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One audio track: what its packets mean, in their order. */
final class AudioTrackDemuxer {

  private final int number;
  private final Announcer<AudioTrack> announcer = new Announcer<>();

  private @Nullable Codec codec;
  private int layoutChannels;

  AudioTrackDemuxer(int number) {
    this.number = number;
  }

  void read(AudioPacket packet, long timestampMs, List<FlvEvent> events) {
    switch (packet) {
      case SequenceStart start -> configure(start, events);
      case MultichannelConfig config -> layoutChannels = config.layout().channels();
      case CodedFrame frame -> readFrame(frame, timestampMs, events);
      case SequenceEnd _ -> announcer.end(events);
    }
  }

  private void configure(SequenceStart start, List<FlvEvent> events) {
    use(start.codec());
    ByteSlice record = start.configuration();
    if (record.length() == 0) {
      return; // some encoders send an empty one first; Enhanced RTMP allows it for Opus
    }
    switch (start.codec()) {
      case AAC -> announcer.configure(aac(record), events);
      case OPUS -> announcer.configure(opus(OpusConfig.readOpusHead(record)), events);
      case FLAC -> announcer.configure(flac(StreamInfo.read(record).withoutTotals()), events);
      case MP3, AC3, EAC3 -> {} // every frame says it all
      case AVC, HEVC, AV1, VP9 -> throw new IllegalStateException("not audio");
    }
  }

  private void readFrame(CodedFrame frame, long timestampMs, List<FlvEvent> events) {
    if (frame.data().length() == 0) {
      return;
    }
    use(frame.codec());
    trackOfFrame(frame).ifPresent(track -> announcer.configure(track, events));
    if (announcer.track().isPresent()) {
      announcer.announce(events);
      events.add(new FrameRead(new AudioFrame(number, frame.codec(), timestampMs, frame.data())));
    }
  }

  /** Forgets everything when the codec changes. */
  private void use(Codec next) {
    if (codec != next) {
      codec = next;
      announcer.forget();
    }
  }

  /** The track that a frame describes by itself. */
  private Optional<AudioTrack> trackOfFrame(CodedFrame frame) {
    boolean known = announcer.track().isPresent();
    return switch (frame.codec()) {
      case OPUS -> known ? Optional.empty() : Optional.of(opusOfPacket(frame.data()));
      case MP3, AC3, EAC3 -> known ? readableTrack(frame) : Optional.of(selfDescribed(frame));
      case AAC, FLAC, AVC, HEVC, AV1, VP9 -> Optional.empty();
    };
  }

  /** A frame that cannot be read changes nothing about a track that is known. */
  private Optional<AudioTrack> readableTrack(CodedFrame frame) {
    try {
      return Optional.of(selfDescribed(frame));
    } catch (MediaException _) {
      return Optional.empty();
    }
  }

  private AudioTrack selfDescribed(CodedFrame frame) {
    if (frame.codec() == Codec.MP3) {
      Mp3FrameHeader header = Mp3FrameHeader.read(frame.data());
      return track(
          header.codecString(),
          ByteSlice.EMPTY,
          header.sampleRateHz(),
          header.channels(),
          header.samplesPerFrame());
    }
    SyncFrame sync = SyncFrame.read(frame.data());
    String codecString = frame.codec() == Codec.AC3 ? "ac-3" : "ec-3";
    return track(
        codecString, ByteSlice.EMPTY, sync.sampleRateHz(), sync.channels(), sync.samples());
  }

  private AudioTrack aac(ByteSlice record) {
    AudioSpecificConfig config = AudioSpecificConfig.read(record);
    return track(
        config.codecString(),
        record,
        config.sampleRateHz(),
        config.channels(),
        config.samplesPerFrame());
  }

  private AudioTrack opus(OpusConfig config) {
    return track(
        OpusConfig.CODEC_STRING,
        ByteSlice.of(config.toBoxBody()),
        OpusConfig.SAMPLE_RATE_HZ,
        config.channels(),
        0);
  }

  private AudioTrack opusOfPacket(ByteSlice packet) {
    boolean layoutFits = layoutChannels == 1 || layoutChannels == 2;
    return opus(OpusConfig.ofChannels(layoutFits ? layoutChannels : OpusPacket.channels(packet)));
  }

  private AudioTrack flac(StreamInfo streamInfo) {
    boolean fixed = streamInfo.minBlockSamples() == streamInfo.maxBlockSamples();
    return track(
        StreamInfo.CODEC_STRING,
        ByteSlice.of(streamInfo.toBoxBody()),
        streamInfo.sampleRateHz(),
        streamInfo.channels(),
        fixed ? streamInfo.maxBlockSamples() : 0);
  }

  private AudioTrack track(
      String codecString, ByteSlice record, int rateHz, int channels, int samplesPerFrame) {
    Codec known = codec;
    if (known == null) {
      throw new IllegalStateException("a track without codec");
    }
    return new AudioTrack(number, known, record, codecString, rateHz, channels, samplesPerFrame);
  }
}
