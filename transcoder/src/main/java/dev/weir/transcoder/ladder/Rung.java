package dev.weir.transcoder.ladder;

import dev.weir.contract.ladder.TemplateId;
import java.util.Optional;

/**
 * One rendition of a ladder: which of the process's outputs it is made of.
 *
 * @param template whose rendition it is
 * @param picture its pictures; empty for sound alone
 * @param sound its sound; empty for pictures alone
 */
public record Rung(
    TemplateId template, Optional<PictureOutput> picture, Optional<SoundOutput> sound) {

  /** Whether anything of it is encoded anew. */
  public boolean isEncoded() {
    return picture.flatMap(PictureOutput::encoding).isPresent()
        || sound.filter(SoundOutput.Encoded.class::isInstance).isPresent();
  }
}
