package dev.weir.stream.hub;

import dev.weir.stream.hub.Hub.Encoder;
import java.util.Optional;

/** Publishers whose admission is still under way to the stream's loop. */
record HubEncoders(Hub hub) {

  Encoder publishWithoutSettling(PublishTerms terms) {
    Encoder encoder = hub.new Encoder(hub.loops.add());
    encoder.loop.enter(() ->
        encoder.publication = Optional.of(hub.registry.publish(terms, encoder.loop, encoder)));
    return encoder;
  }
}
