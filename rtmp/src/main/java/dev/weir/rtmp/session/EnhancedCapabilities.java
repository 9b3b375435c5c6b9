package dev.weir.rtmp.session;

import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfProperties;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.amf.AmfValue.PropertiesBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one end understands of Enhanced RTMP, as it says in {@code connect} or in the answer.
 * Enhanced RTMP v2, "Enhancing NetConnection connect Command".
 *
 * @param fourCcs codecs of the v1 list ({@code fourCcList}); {@code *} is any
 * @param video codec to flags ({@code videoFourCcInfoMap}): 1 decodes, 2 encodes, 4 forwards
 * @param audio codec to flags ({@code audioFourCcInfoMap})
 * @param flags {@code capsEx}: 1 reconnects on request, 2 multitrack, 4 ModEx, 8 nanosecond offsets
 * @param declared whether anything of this was said at all
 */
public record EnhancedCapabilities(
    List<String> fourCcs,
    Map<String, Integer> video,
    Map<String, Integer> audio,
    int flags,
    boolean declared) {

  /** Set in {@code capsEx} when several tracks of a kind are understood. */
  public static final int MULTITRACK = 2;

  /** Set in {@code capsEx} when ModEx packets are understood. */
  public static final int MOD_EX = 4;

  /** A client of the time before. */
  public static final EnhancedCapabilities NONE =
      new EnhancedCapabilities(List.of(), Map.of(), Map.of(), 0, false);

  /** What Weir says: it takes and forwards these codecs, and several tracks. */
  public static final EnhancedCapabilities WEIR =
      new EnhancedCapabilities(
          List.of("avc1", "hvc1", "av01", "vp09", "mp4a", "Opus", ".mp3", "ac-3", "ec-3", "fLaC"),
          forwarding("avc1", "hvc1", "av01", "vp09"),
          forwarding("mp4a", "Opus", ".mp3", "ac-3", "ec-3", "fLaC"),
          MULTITRACK | MOD_EX,
          true);

  private static final int CAN_FORWARD = 4;
  private static final String FOUR_CC_LIST = "fourCcList";
  private static final String VIDEO_MAP = "videoFourCcInfoMap";
  private static final String AUDIO_MAP = "audioFourCcInfoMap";
  private static final String FLAGS = "capsEx";

  /** Takes copies. */
  public EnhancedCapabilities {
    fourCcs = List.copyOf(fourCcs);
    video = Map.copyOf(video);
    audio = Map.copyOf(audio);
  }

  /** Reads the command object of {@code connect}, or the properties of its answer. */
  static EnhancedCapabilities read(AmfProperties connect) {
    boolean declared =
        List.of(FOUR_CC_LIST, VIDEO_MAP, AUDIO_MAP, FLAGS).stream()
            .anyMatch(connect.properties()::containsKey);
    if (!declared) {
      return NONE;
    }
    List<String> fourCcs = new ArrayList<>();
    for (AmfValue element : connect.elements(FOUR_CC_LIST)) {
      if (element instanceof AmfString(String fourCc)) {
        fourCcs.add(fourCc);
      }
    }
    return new EnhancedCapabilities(
        fourCcs,
        readMap(connect, VIDEO_MAP),
        readMap(connect, AUDIO_MAP),
        (int) connect.number(FLAGS).orElse(0),
        true);
  }

  /** Adds them to the properties of {@code connect} or of its answer. */
  PropertiesBuilder write(PropertiesBuilder properties) {
    List<AmfValue> list = new ArrayList<>();
    fourCcs.forEach(fourCc -> list.add(new AmfString(fourCc)));
    return properties
        .put(FOUR_CC_LIST, new AmfValue.AmfStrictArray(list))
        .put(VIDEO_MAP, toObject(video))
        .put(AUDIO_MAP, toObject(audio))
        .put(FLAGS, flags);
  }

  private static Map<String, Integer> readMap(AmfProperties connect, String name) {
    Map<String, Integer> map = new LinkedHashMap<>();
    connect
        .nested(name)
        .ifPresent(codecs ->
            codecs
                .properties()
                .forEach((fourCc, value) -> {
                  if (value instanceof AmfNumber(double codecFlags)) {
                    map.put(fourCc, (int) codecFlags);
                  }
                }));
    return map;
  }

  private static AmfObject toObject(Map<String, Integer> map) {
    PropertiesBuilder object = AmfObject.builder();
    map.forEach((fourCc, codecFlags) -> object.put(fourCc, codecFlags));
    return object.toObject();
  }

  private static Map<String, Integer> forwarding(String... fourCcs) {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (String fourCc : fourCcs) {
      map.put(fourCc, CAN_FORWARD);
    }
    return map;
  }
}
