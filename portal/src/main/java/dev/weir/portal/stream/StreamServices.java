package dev.weir.portal.stream;

import dev.weir.portal.control.StreamControls;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.history.PublishHistory;
import dev.weir.portal.label.StreamLabels;

/**
 * What the pages about streams ask, each for its own part.
 *
 * @param domains where streams may be
 * @param live what is live
 * @param history what was
 * @param controls ends and blocks
 * @param labels what the tenant says about them
 */
public record StreamServices(
    DomainStore domains,
    LiveStreams live,
    PublishHistory history,
    StreamControls controls,
    StreamLabels labels) {}
