package dev.weir.portal.mail;

import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code GET /mailbox}: where mails lie while there is no server to hand them to. They hold links
 * that open other people's accounts, so the page is for the platform's staff. With an SMTP server
 * there is no such page.
 */
public final class MailboxPages {

  private final Postbox postbox;
  private final PortalOrigin origin;
  private final Pages pages;

  /** Shows what this postbox keeps. */
  public MailboxPages(Postbox postbox, PortalOrigin origin, Pages pages) {
    this.postbox = postbox;
    this.origin = origin;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return postbox.keepsMails()
        ? List.of(RouteEntry.operatorPage("/mailbox", this::mailbox))
        : List.of();
  }

  private void mailbox(RoutingContext ctx) {
    pages.send(
        ctx,
        Page.of("mail/mailbox", "account")
            .with("mails", postbox.kept())
            .with("home", origin.at("/")));
  }
}
