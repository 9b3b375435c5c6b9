package dev.weir.portal.operator;

import dev.weir.portal.stream.Wording;
import dev.weir.runtime.node.NodeSighting;
import java.util.List;

/**
 * All processes as the page of nodes shows them, and what those that report add up to. Public for
 * the template.
 *
 * @param known whether the list could be had at all
 */
public record NodeList(
    boolean known,
    List<NodeRow> rows,
    String nodes,
    String streams,
    String viewers,
    String egress) {

  /** Copies the list. */
  public NodeList {
    rows = List.copyOf(rows);
  }

  static NodeList of(List<NodeSighting> seen) {
    List<NodeSighting> here =
        seen.stream().filter(node -> node.state() == NodeSighting.State.HERE).toList();
    return new NodeList(
        true,
        seen.stream().map(NodeRow::of).toList(),
        Wording.count(here.size()),
        Wording.count(here.stream().mapToLong(node -> node.report().traffic().streams()).sum()),
        Wording.count(
            here.stream().mapToLong(node -> node.report().traffic().totalViewers()).sum()),
        Wording.bitRate(
            here.stream().mapToLong(node -> node.report().traffic().egressBitsPerSecond()).sum()));
  }

  static NodeList unknown() {
    return new NodeList(false, List.of(), "", "", "", "");
  }
}
