package dev.weir.transcoder.supervise;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvDemuxer;
import dev.weir.media.flv.FlvEvent;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.media.flv.VideoPacket;
import dev.weir.media.flv.VideoTagBody;
import dev.weir.media.frame.Track;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.WatermarkName;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.transcoder.process.Program;
import dev.weir.transcoder.watermark.MarkImages;
import io.netty.channel.DefaultEventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A node with a real ffmpeg, and an encoder that pushes a file as fast as it was made. */
final class Studio implements AutoCloseable {

  static final TemplateId SMALL = new TemplateId("small");
  static final TemplateId TINY = new TemplateId("tiny");

  private static final DomainName DOMAIN = new DomainName("push.example.com");
  private static final TenantId TENANT = new TenantId(new UUID(0, 1));

  private static final SigningKeyRing KEYS =
      new SigningKeyRing(List.of(new SigningKey("main", "Zp4mQ9fXr2Lk8sVt")));

  private final DefaultEventLoop thread = new DefaultEventLoop();
  private final NettyLoop loop = new NettyLoop(thread);
  private final Map<StreamAddress, Diary> diaries = new ConcurrentHashMap<>();
  private final Path directory;
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final ObjectStore store;
  final MemoryMeters meters = new MemoryMeters();
  final Transcoder transcoder;
  final StreamRegistry streams;

  Studio(Path directory) throws IOException {
    this(directory, Ffmpeg::executable);
  }

  /** With another program in the place of ffmpeg. */
  Studio(Path directory, Program program) throws IOException {
    this.directory = directory;
    this.store = new DirectoryStore(directory.resolveSibling("objects"));
    policies.put(policy(1, Optional.empty()));
    transcoder =
        new Transcoder(new TranscoderConfig(4, 1, 4L << 30), policies, meters, TimeSource.system());
    streams =
        new StreamRegistry(
            StreamConfig.defaults(), TimeSource.system(), List.of(transcoder, this::diary));
    MarkImages images =
        new MarkImages(store, directory.resolveSibling("watermarks"), TimeSource.system());
    transcoder.start(streams, program, images, directory, true);
  }

  /** From now on, this is laid over the renditions of streams that are encoded at the publish. */
  void mark(Watermark watermark, Path image) {
    store.put(WatermarkName.of(TENANT, watermark.image()), image, WatermarkName.MEDIA_TYPE);
    policies.put(policy(2, Optional.of(watermark)));
  }

  /** 180p at 25 frames a second with a key frame each second and pictures out of order. */
  static List<FlvTag> film(Path folder, int seconds) throws IOException {
    return film(folder, "testsrc2=size=320x180:rate=25", seconds);
  }

  /** The same of other pictures. */
  static List<FlvTag> film(Path folder, String pictures, int seconds) throws IOException {
    Path file = folder.resolve("film.flv");
    Ffmpeg.run(
        "-f",
        "lavfi",
        "-i",
        pictures,
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=330:sample_rate=48000",
        "-t",
        Integer.toString(seconds),
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-bf",
        "2",
        "-g",
        "25",
        "-keyint_min",
        "25",
        "-sc_threshold",
        "0",
        "-b:v",
        "400k",
        "-c:a",
        "aac",
        "-b:a",
        "64k",
        file.toString());
    return new FlvTagReader().read(ByteSlice.of(Files.readAllBytes(file)));
  }

  /** Three sizes of one picture as video tracks of one stream, and sound. */
  static List<FlvTag> filmOfTracks(Path folder, int seconds) throws IOException {
    Path file = folder.resolve("tracks.flv");
    List<String> arguments = new ArrayList<>();
    for (String input : List.of("testsrc2=size=320x180:rate=25", "sine=frequency=330")) {
      arguments.addAll(List.of("-f", "lavfi", "-i", input));
    }
    arguments.addAll(
        List.of(
            "-filter_complex",
            "[0:v]split=3[a][b][c];[b]scale=256:144[m];[c]scale=160:90[s]",
            "-map",
            "[a]",
            "-map",
            "[m]",
            "-map",
            "[s]",
            "-map",
            "1:a"));
    arguments.addAll(List.of("-t", Integer.toString(seconds), "-c:v", "libx264"));
    arguments.addAll(List.of("-preset", "ultrafast", "-bf", "2", "-g", "25", "-sc_threshold", "0"));
    arguments.addAll(List.of("-c:a", "aac", file.toString()));
    Ffmpeg.run(arguments.toArray(String[]::new));
    return new FlvTagReader().read(ByteSlice.of(Files.readAllBytes(file)));
  }

  static StreamAddress address(String stream) {
    return new StreamAddress(TENANT, DOMAIN, new AppName("live"), new StreamName(stream));
  }

  /** The tenant may have no more than that. */
  void within(TenantQuota quota) {
    policies.put(policy(2, Optional.empty()).within(quota));
  }

  Diary diary(String stream) {
    return diaries.getOrDefault(address(stream), new Diary());
  }

  List<Path> privateDirectories() throws IOException {
    try (var all = Files.list(directory)) {
      return all.toList();
    }
  }

  /** Pushes {@code film}, from now on, each tag at its time. */
  Push push(String stream, List<FlvTag> film, UnaryOperator<FlvTag> changed) {
    Push push = new Push(film, changed);
    PublishTerms terms =
        new PublishTerms(address(stream), false, Duration.ZERO, 1, "test", "127.0.0.1");
    loop.execute(() -> push.begin(streams.publish(terms, loop, (_, _) -> {})));
    return push;
  }

  private StreamListener diary(LiveStream stream) {
    Diary diary = new Diary();
    diaries.put(stream.address(), diary);
    return diary;
  }

  private static DomainPolicy policy(long version, Optional<Watermark> watermark) {
    PushPolicy push =
        new PushPolicy(
                Set.of(new AppName("live")),
                Authentication.typeA(false, KEYS, Duration.ofMinutes(30)),
                PublisherRules.none(),
                Set.of(),
                Duration.ZERO,
                1)
            .into(
                new Ladders(
                    List.of(template(SMALL, 144), template(TINY, 90)),
                    watermark.stream().toList(),
                    List.of(
                        new LadderRule(
                            Optional.empty(),
                            new Wildcard("lazy*"),
                            List.of(TINY),
                            LadderRule.Start.AT_FIRST_VIEWER,
                            Duration.ofSeconds(2)),
                        rule("tracks-*", LadderRule.Start.SENT_BY_ENCODER),
                        rule("*", LadderRule.Start.AT_PUBLISH)
                            .marked(watermark.map(Watermark::id)))));
    return new DomainPolicy(TENANT, DOMAIN, version, Optional.of(push), Optional.empty());
  }

  private static LadderRule rule(String streams, LadderRule.Start start) {
    return new LadderRule(
        Optional.empty(),
        new Wildcard(streams),
        List.of(SMALL, TINY),
        start,
        LadderRule.DEFAULT_IDLE);
  }

  private static Template template(TemplateId id, int shortSide) {
    return new Template(
        id,
        Optional.of(
            new VideoTarget(
                VideoCodec.H264,
                shortSide,
                Optional.empty(),
                100_000,
                100,
                Optional.empty(),
                VideoProfile.HIGH,
                EncodingEffort.ULTRAFAST)),
        Optional.of(AudioTarget.SOURCE));
  }

  @Override
  public void close() {
    try {
      transcoder.stop();
      streams.close();
      store.close();
      thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** An encoder. */
  final class Push {
    private final List<FlvTag> film;
    private final UnaryOperator<FlvTag> changed;
    private Optional<Publication> publication = Optional.empty();
    private int next;
    private long begunNanos;

    private Push(List<FlvTag> film, UnaryOperator<FlvTag> changed) {
      this.film = film;
      this.changed = changed;
    }

    private void begin(Publication granted) {
      publication = Optional.of(granted);
      begunNanos = System.nanoTime();
      goOn();
    }

    private void goOn() {
      long nowMs = (System.nanoTime() - begunNanos) / 1_000_000;
      while (publication.isPresent()
          && next < film.size()
          && film.get(next).timestampMs() <= nowMs) {
        publication.get().publish(changed.apply(film.get(next)));
        next++;
      }
      if (publication.isPresent() && next < film.size()) {
        loop.after(5, this::goOn);
      }
    }

    void end() {
      loop.execute(() -> {
        publication.ifPresent(Publication::end);
        publication = Optional.empty();
      });
    }
  }

  /** What was followed of one stream. */
  static final class Diary implements StreamListener {
    final List<FlvTag> tags = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void onTag(FlvTag tag) {
      tags.add(tag);
    }

    @Override
    public void onDiscontinuity() {
      events.add("discontinuity");
    }

    @Override
    public void onInterrupted() {
      events.add("interrupted");
    }

    @Override
    public void onResumed() {
      events.add("resumed");
    }

    @Override
    public void onEnded() {
      events.add("ended");
    }

    /** When key frames are shown, milliseconds. */
    List<Long> keyFramesMs() {
      return tags.stream().filter(FlvTag::isKeyFrame).map(Diary::shownMs).toList();
    }

    long sounds() {
      return tags.stream()
          .filter(FlvTag.AudioTag.class::isInstance)
          .filter(FlvTag::isCodedFrame)
          .count();
    }

    /** Of the picture, as its decoder is told. */
    String size() {
      return tags.stream()
          .filter(tag -> tag instanceof FlvTag.VideoTag && tag.isSequenceStart())
          .flatMap(tag -> new FlvDemuxer().read(tag).stream())
          .map(event ->
              event instanceof FlvEvent.TrackConfigured(Track.VideoTrack video)
                  ? video.width() + "x" + video.height()
                  : "")
          .findFirst()
          .orElse("");
    }

    private static long shownMs(FlvTag tag) {
      return VideoTagBody.read(tag.payload()).packets().getFirst()
              instanceof VideoPacket.CodedFrame frame
          ? tag.timestampMs() + frame.compositionOffsetMs()
          : -1;
    }
  }
}
