package dev.weir.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfWriter;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.flv.FlvEvent.FrameRead;
import dev.weir.media.flv.FlvEvent.TrackConfigured;
import dev.weir.media.flv.FlvEvent.TrackEnded;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.MediaFrame.AudioFrame;
import dev.weir.media.frame.MediaFrame.DataFrame;
import dev.weir.media.frame.MediaFrame.VideoFrame;
import dev.weir.media.frame.Track;
import dev.weir.media.frame.Track.AudioTrack;
import dev.weir.media.frame.Track.VideoTrack;
import dev.weir.testkit.bytes.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One publisher's tags, one after the other; each test tells what it sends. */
class FlvDemuxerTest {

  private static final String AVC_RECORD =
      "0142c014ffe1000e6742c0148c682c4cc0407844235001000468ce3c80";
  private static final String AVC_START = "17 00 000000" + AVC_RECORD;
  private static final String AAC_START = "af 00 1190";
  private static final String VP9_KEY_FRAME = "824983420009f005961a38241c18f600";
  private static final String AV1_SEQUENCE_HEADER = "0a0b020000051da7ec805f0008";
  private static final String AV1_KEY_FRAME = "1200" + AV1_SEQUENCE_HEADER + "3203100008";

  private final FlvDemuxer demuxer = new FlvDemuxer();

  @Test
  void configuresATrackBeforeItsFirstFrame() {
    VideoTrack track = new VideoTrack(0, Codec.AVC, bytes(AVC_RECORD), "avc1.42c014", 176, 144);

    assertThat(video(0, AVC_START)).containsExactly(new TrackConfigured(track));
    assertThat(video(40, "17 01 000050 00000001 65"))
        .containsExactly(
            new FrameRead(new VideoFrame(0, Codec.AVC, 40, 80, true, bytes("0000000165"))));
    assertThat(audio(0, AAC_START))
        .containsExactly(
            new TrackConfigured(
                new AudioTrack(0, Codec.AAC, bytes("1190"), "mp4a.40.2", 48_000, 2, 1_024)));
    assertThat(audio(21, "af 01 aabb"))
        .containsExactly(new FrameRead(new AudioFrame(0, Codec.AAC, 21, bytes("aabb"))));
  }

  @Test
  void keepsSilentAboutARepeatedConfiguration() {
    video(0, AVC_START);
    audio(0, AAC_START);

    assertThat(video(1_000, AVC_START)).isEmpty();
    assertThat(audio(1_000, AAC_START)).isEmpty();
  }

  @Test
  void announcesAChangedConfiguration() {
    audio(0, AAC_START);

    assertThat(audio(1_000, "af 00 1208")).hasSize(1).first().isInstanceOf(TrackConfigured.class);
  }

  @Test
  void leavesOutFramesOfATrackThatNobodyConfigured() {
    assertThat(video(0, "17 01 000000 00000001 65")).isEmpty();
    assertThat(audio(0, "af 01 aabb")).isEmpty();
  }

  @Test
  void leavesOutEmptyFramesAndEmptyTags() {
    video(0, AVC_START);
    audio(0, AAC_START);

    assertThat(video(0, "17 01 000000")).isEmpty();
    assertThat(video(0, "")).isEmpty();
    assertThat(audio(0, "af 01")).isEmpty();
    assertThat(audio(0, "")).isEmpty();
    assertThat(audio(0, "af 00")).isEmpty();
    assertThat(video(0, "57 00")).isEmpty();
  }

  @Test
  void endsATrackOnceAndConfiguresItAgainWhenItResumes() {
    video(0, AVC_START);

    List<FlvEvent> end = video(40, "17 02 000000");

    assertThat(end).hasSize(1).first().isInstanceOf(TrackEnded.class);
    assertThat(video(40, "17 02 000000")).isEmpty();
    assertThat(video(80, "17 01 000000 00000001 65"))
        .extracting(Object::getClass)
        .containsExactly(TrackConfigured.class, FrameRead.class);
  }

  @Test
  void readsSeveralTracksOfOneTag() {
    List<FlvEvent> events =
        audio(0, "95 20 6d703461 00 000002 1190 4f707573 05 000000 6d703461 07 000002 1208");

    assertThat(tracks(events)).extracting(Track::number).containsExactly(0, 7);
    assertThat(audio(9, "95 01 6d703461 07 aa"))
        .containsExactly(new FrameRead(new AudioFrame(7, Codec.AAC, 9, bytes("aa"))));
  }

  @Test
  void losesNothingThatStoodBeforeABrokenTrack() {
    assertThatThrownBy(() -> audio(0, "95 10 6d703461 00 000002 1190 01 000002 1f90"))
        .isInstanceOf(MalformedMediaException.class);

    assertThat(audio(21, "95 01 6d703461 00 aabb"))
        .extracting(Object::getClass)
        .containsExactly(TrackConfigured.class, FrameRead.class);
  }

  @Test
  void limitsTheNumberOfTracks() {
    for (int number = 0; number < FlvDemuxer.MAX_TRACKS; number++) {
      audio(0, "95 00 6d703461 %02x 1190".formatted(number));
    }

    assertThat(audio(0, "95 00 6d703461 0f 1208")).hasSize(1);
    assertThatThrownBy(() -> audio(0, "95 00 6d703461 10 1190"))
        .isInstanceOf(MalformedMediaException.class)
        .hasMessage("more than 16 tracks of one kind");
  }

  @Test
  void switchesTheCodecOfATrack() {
    video(0, AVC_START);

    assertThat(tracks(video(40, "91 76703039" + VP9_KEY_FRAME)))
        .extracting(Track::codec)
        .containsExactly(Codec.VP9);
    assertThat(video(80, "27 01 000000 00000001 41")).isEmpty();
  }

  @Test
  void takesTheSizeOfVp9FromItsKeyFrame() {
    assertThat(video(0, "90 76703039 01000000 001f80020202 0000")).isEmpty();
    assertThat(video(0, "a1 76703039 86409273616400001873bf60")).isEmpty();

    assertThat(tracks(video(0, "91 76703039" + VP9_KEY_FRAME)))
        .containsExactly(
            new VideoTrack(
                0, Codec.VP9, bytes("01000000001f800202020000"), "vp09.00.31.08", 160, 90));
    assertThat(video(40, "91 76703039" + VP9_KEY_FRAME)).hasSize(1);
  }

  @Test
  void makesAVp9TrackWithoutConfiguration() {
    assertThat(tracks(video(0, "91 76703039" + VP9_KEY_FRAME)))
        .extracting(Track::codecString)
        .containsExactly("vp09.00.10.08");
  }

  /** No sequence start, an empty one, and one out of MPEG-TS: the key frame tells. */
  @Test
  void makesAnAv1TrackWithoutConfiguration() {
    VideoTrack track =
        new VideoTrack(
            0, Codec.AV1, bytes("81000c00" + AV1_SEQUENCE_HEADER), "av01.0.00M.08", 160, 90);

    assertThat(video(0, "90 61763031")).isEmpty();
    assertThat(video(0, "95 61763031 80048181")).isEmpty();
    assertThat(video(0, "90 61763031 81000c00")).isEmpty();
    assertThat(video(0, "a1 61763031 1200 3203300008")).isEmpty();
    assertThat(video(40, "91 61763031" + AV1_KEY_FRAME))
        .containsExactly(
            new TrackConfigured(track),
            new FrameRead(
                new VideoFrame(
                    0, Codec.AV1, 40, 0, true, bytes(AV1_SEQUENCE_HEADER + "3203100008"))));
    assertThat(video(80, "90 61763031 81000c00" + AV1_SEQUENCE_HEADER)).isEmpty();
  }

  @Test
  void makesAnOpusTrackWithoutConfiguration() {
    assertThat(audio(0, "90 4f707573")).isEmpty();

    assertThat(tracks(audio(0, "91 4f707573 fc aabb")))
        .containsExactly(
            new AudioTrack(0, Codec.OPUS, bytes("0002000000000000000000"), "opus", 48_000, 2, 0));
  }

  @Test
  void takesTheChannelsOfOpusFromTheLayoutWhenThereIsNoHeader() {
    audio(0, "94 4f707573 00 02");

    assertThat(((AudioTrack) tracks(audio(0, "91 4f707573 78 aabb")).getFirst()).channels())
        .isEqualTo(2);
  }

  @Test
  void takesMp3TracksFromTheirFrames() {
    assertThat(tracks(audio(0, "2e fffb10c4 aa")))
        .containsExactly(
            new AudioTrack(0, Codec.MP3, ByteSlice.EMPTY, "mp4a.6B", 44_100, 1, 1_152));
    assertThat(audio(26, "2e fffb10c4 aa")).hasSize(1);
    assertThat(audio(52, "2e 00000000 aa")).hasSize(1);
    assertThat(tracks(audio(78, "2f fffb1400 aa")))
        .extracting(track -> ((AudioTrack) track).sampleRateHz())
        .containsExactly(48_000);
  }

  @Test
  void takesAc3TracksFromTheirFrames() {
    assertThat(tracks(audio(0, "91 61632d33 0b7700001e40e100")))
        .containsExactly(new AudioTrack(0, Codec.AC3, ByteSlice.EMPTY, "ac-3", 48_000, 6, 1_536));
    assertThat(tracks(audio(0, "91 65632d33 0b77017f3487c000")))
        .containsExactly(new AudioTrack(0, Codec.EAC3, ByteSlice.EMPTY, "ec-3", 48_000, 2, 1_536));
  }

  @Test
  void givesOutTimedNotesAndLeavesOutBrokenOnes() {
    byte[] note = AmfWriter.toBytes(new AmfString("onTextData"), new AmfNull());
    byte[] nameless = AmfWriter.toBytes(new AmfNull());

    assertThat(demuxer.read(new ScriptTag(7, note)))
        .containsExactly(new FrameRead(new DataFrame(0, 7, ByteSlice.of(note))));
    assertThat(demuxer.read(new ScriptTag(7, nameless))).isEmpty();
    assertThat(demuxer.read(new ScriptTag(7, Hex.bytes("02 ffff 61")))).isEmpty();
    assertThat(demuxer.read(new ScriptTag(7, new byte[0]))).isEmpty();
  }

  @Test
  void refusesABrokenConfiguration() {
    assertThatThrownBy(() -> video(0, "17 00 000000 0142c0"))
        .isInstanceOf(MalformedMediaException.class);
    assertThatThrownBy(() -> audio(0, "af 00 1f90")).isInstanceOf(MalformedMediaException.class);
  }

  private List<FlvEvent> video(long timestampMs, String hex) {
    return demuxer.read(new VideoTag(timestampMs, Hex.bytes(hex)));
  }

  private List<FlvEvent> audio(long timestampMs, String hex) {
    return demuxer.read(new AudioTag(timestampMs, Hex.bytes(hex)));
  }

  private static List<Track> tracks(List<FlvEvent> events) {
    return events.stream()
        .filter(TrackConfigured.class::isInstance)
        .map(event -> ((TrackConfigured) event).track())
        .toList();
  }

  private static ByteSlice bytes(String hex) {
    return ByteSlice.of(Hex.bytes(hex));
  }
}
