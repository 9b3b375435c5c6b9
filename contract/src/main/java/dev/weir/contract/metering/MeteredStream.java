package dev.weir.contract.metering;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.ladder.TemplateId;
import java.util.Optional;

/**
 * The stream that something is counted of.
 *
 * @param domain the domain that the peer came to: a play domain for what viewers get, the push
 *     domain for everything else
 * @param app its app
 * @param stream the source's name, for its renditions too
 * @param rendition which of them; empty for the source itself
 */
public record MeteredStream(
    DomainName domain, AppName app, StreamName stream, Optional<TemplateId> rendition) {}
