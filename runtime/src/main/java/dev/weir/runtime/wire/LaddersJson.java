package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.MarkImage;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.ladder.WatermarkId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The part of a policy that says what streams are transcoded into; each name in its own order. */
final class LaddersJson {

  private LaddersJson() {}

  static ObjectNode write(Ladders ladders) {
    ObjectNode json = JsonFields.object();
    ArrayNode templates = json.putArray("templates");
    ladders.templates().forEach(template -> templates.add(write(template)));
    ArrayNode watermarks = json.putArray("watermarks");
    ladders.watermarks().forEach(watermark -> watermarks.add(write(watermark)));
    ArrayNode rules = json.putArray("rules");
    ladders.rules().forEach(rule -> rules.add(write(rule)));
    return json;
  }

  static Ladders read(JsonFields json) {
    return new Ladders(
        json.list("templates", template -> readTemplate(JsonFields.of(template))),
        json.has("watermarks")
            ? json.list("watermarks", watermark -> readWatermark(JsonFields.of(watermark)))
            : List.of(),
        json.list("rules", rule -> readRule(JsonFields.of(rule))));
  }

  private static ObjectNode write(Template template) {
    ObjectNode json = JsonFields.object().put("id", template.id().value());
    template.video().ifPresent(video -> json.set("video", write(video)));
    template
        .audio()
        .ifPresent(audio ->
            json.putObject("audio")
                .put("codec", audio.codec().name())
                .put("bitrate", audio.bitrate()));
    return json;
  }

  private static ObjectNode write(VideoTarget video) {
    ObjectNode json =
        JsonFields.object()
            .put("codec", video.codec().name())
            .put("shortSide", video.shortSide())
            .put("bitrate", video.bitrate())
            .put("sourcePercent", video.sourcePercent())
            .put("profile", video.profile().name())
            .put("effort", video.effort().name());
    video.frameRate().ifPresent(rate -> json.put("frameRate", rate));
    video.keyFrameInterval().ifPresent(time -> json.put("keyFrameInterval", time.toString()));
    return json;
  }

  private static ObjectNode write(LadderRule rule) {
    ObjectNode json = JsonFields.object().put("stream", rule.stream().text());
    rule.app().ifPresent(app -> json.put("app", app.value()));
    ArrayNode templates = json.putArray("templates");
    rule.templates().forEach(template -> templates.add(template.value()));
    rule.watermark().ifPresent(watermark -> json.put("watermark", watermark.value()));
    return json.put("start", rule.start().name()).put("idle", rule.idle().toString());
  }

  private static ObjectNode write(Watermark watermark) {
    return JsonFields.object()
        .put("id", watermark.id().value())
        .put("digest", watermark.image().digest())
        .put("imageWidth", watermark.image().width())
        .put("imageHeight", watermark.image().height())
        .put("place", watermark.place().name())
        .put("marginPercent", watermark.marginPercent())
        .put("widthPercent", watermark.widthPercent())
        .put("opacityPercent", watermark.opacityPercent());
  }

  private static Watermark readWatermark(JsonFields json) {
    return new Watermark(
        new WatermarkId(json.text("id")),
        new MarkImage(json.text("digest"), json.count("imageWidth"), json.count("imageHeight")),
        Watermark.Place.valueOf(json.text("place")),
        json.count("marginPercent"),
        json.count("widthPercent"),
        json.count("opacityPercent"));
  }

  private static Template readTemplate(JsonFields json) {
    return new Template(
        new TemplateId(json.text("id")),
        json.optionalObject("video").map(LaddersJson::readVideo),
        json.optionalObject("audio")
            .map(audio ->
                new AudioTarget(
                    AudioTarget.AudioCodec.valueOf(audio.text("codec")), audio.count("bitrate"))));
  }

  private static VideoTarget readVideo(JsonFields json) {
    return new VideoTarget(
        VideoCodec.valueOf(json.text("codec")),
        json.count("shortSide"),
        json.has("frameRate") ? Optional.of(json.count("frameRate")) : Optional.empty(),
        json.count("bitrate"),
        json.count("sourcePercent"),
        json.has("keyFrameInterval")
            ? Optional.of(Duration.parse(json.text("keyFrameInterval")))
            : Optional.empty(),
        VideoProfile.valueOf(json.text("profile")),
        EncodingEffort.valueOf(json.text("effort")));
  }

  private static LadderRule readRule(JsonFields json) {
    return new LadderRule(
        json.has("app") ? Optional.of(new AppName(json.text("app"))) : Optional.empty(),
        new Wildcard(json.text("stream")),
        json.texts("templates").stream().map(TemplateId::new).toList(),
        LadderRule.Start.valueOf(json.text("start")),
        Duration.parse(json.text("idle")),
        json.has("watermark")
            ? Optional.of(new WatermarkId(json.text("watermark")))
            : Optional.empty());
  }
}
