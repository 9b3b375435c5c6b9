package dev.weir.transcoder.ladder;

import dev.weir.contract.ladder.Overlay;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.Watermark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The renditions of one source. What is the same for several is made once.
 *
 * @param rungs in the order of their templates
 * @param mark what is laid over all pictures, none of which is passed through then
 */
public record LadderPlan(List<Rung> rungs, Optional<Overlay> mark) {

  /** Copies the list. */
  public LadderPlan {
    rungs = List.copyOf(rungs);
  }

  /**
   * What templates come to. One that asks for what the source has not got is made of the rest; when
   * nothing is left of it, it is left out.
   */
  public static LadderPlan of(
      SourceFacts source, List<Template> templates, Optional<Watermark> watermark) {
    List<Rung> rungs =
        templates.stream()
            .map(template -> rung(source, template, watermark.isPresent()))
            .filter(rung -> rung.picture().isPresent() || rung.sound().isPresent())
            .toList();
    return of(rungs, source.picture().flatMap(own -> overlay(own, watermark)));
  }

  private static Optional<Overlay> overlay(
      SourceFacts.Picture source, Optional<Watermark> watermark) {
    return watermark.map(mark -> Overlay.of(mark, source.track().width(), source.track().height()));
  }

  /** Where no picture is made, there is nothing to lay anything over. */
  private static LadderPlan of(List<Rung> rungs, Optional<Overlay> mark) {
    boolean pictures = rungs.stream().anyMatch(rung -> rung.picture().isPresent());
    return new LadderPlan(rungs, pictures ? mark : Optional.empty());
  }

  /** Pictures that are put out, each once, in the order of their first rendition. */
  public List<PictureOutput> pictures() {
    return rungs.stream().flatMap(rung -> rung.picture().stream()).distinct().toList();
  }

  /** Sound that is put out, each once, in the order of its first rendition. */
  public List<SoundOutput> sounds() {
    return rungs.stream().flatMap(rung -> rung.sound().stream()).distinct().toList();
  }

  /** Pictures that are encoded anew: what a ladder costs. */
  public int encodings() {
    return (int) encodedPictures().count();
  }

  /** The same with at most so many encodings: the largest pictures are left out first. */
  public LadderPlan within(int mostEncodings) {
    List<PictureOutput.Encoded> affordable =
        encodedPictures()
            .sorted(Comparator.comparingLong(PictureOutput.Encoded::pixels))
            .limit(mostEncodings)
            .toList();
    return of(
        rungs.stream()
            .filter(rung ->
                rung.picture()
                    .flatMap(PictureOutput::encoding)
                    .filter(Predicate.not(affordable::contains))
                    .isEmpty())
            .toList(),
        mark);
  }

  /** The templates whose renditions are not in {@code lesser}. */
  public List<TemplateId> missingIn(LadderPlan lesser) {
    return rungs.stream().filter(rung -> !lesser.rungs.contains(rung)).map(Rung::template).toList();
  }

  private Stream<PictureOutput.Encoded> encodedPictures() {
    return pictures().stream().map(PictureOutput::encoding).flatMap(Optional::stream);
  }

  private static Rung rung(SourceFacts source, Template template, boolean marked) {
    return new Rung(
        template.id(),
        template
            .video()
            .flatMap(
                target -> source.picture().flatMap(own -> Shrink.picture(own, target, marked))),
        template.audio().flatMap(target -> source.sound().map(own -> Shrink.sound(own, target))));
  }
}
