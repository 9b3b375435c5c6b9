package dev.weir.portal.billing.invoice;

import dev.weir.portal.billing.account.Address;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.invoice.InvoiceDocument.Agreed;
import dev.weir.portal.billing.invoice.InvoiceDocument.Line;
import dev.weir.portal.billing.rating.EgressMethod;
import dev.weir.portal.billing.rating.Ratio;
import dev.weir.portal.billing.rating.Share;
import dev.weir.portal.billing.rating.Terms;
import dev.weir.portal.billing.rating.TierPart;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An invoice's document as it is stored: exact numbers are fractions, written as texts. Pure. */
final class InvoiceJson {

  private InvoiceJson() {}

  static JsonObject write(InvoiceDocument document) {
    JsonArray lines = new JsonArray();
    document.lines().forEach(line -> lines.add(line(line)));
    Agreed terms = document.terms();
    JsonObject agreed =
        new JsonObject()
            .put("card", terms.card())
            .put("cardVersion", terms.cardVersion())
            .put("method", terms.method().name())
            .put("discountBasisPoints", terms.discount().basisPoints())
            .put("minimumMinor", terms.minimumMinor());
    terms
        .tax()
        .ifPresent(tax ->
            agreed.put("taxName", tax.name()).put("taxBasisPoints", tax.share().basisPoints()));
    return new JsonObject()
        .put("issuer", address(document.issuer()))
        .put("payment", document.payment())
        .put("recipient", address(document.recipient()))
        .put("terms", agreed)
        .put("lines", lines)
        .put("discountMinor", document.discountMinor())
        .put("minimumMinor", document.minimumMinor())
        .put("creditMinor", document.creditMinor())
        .put("note", document.note());
  }

  static InvoiceDocument read(JsonObject json) {
    List<Line> lines = new ArrayList<>();
    JsonArray stored = json.getJsonArray("lines");
    for (int i = 0; i < stored.size(); i++) {
      lines.add(readLine(stored.getJsonObject(i)));
    }
    JsonObject terms = json.getJsonObject("terms");
    return new InvoiceDocument(
        readAddress(json.getJsonObject("issuer")),
        json.getString("payment"),
        readAddress(json.getJsonObject("recipient")),
        new Agreed(
            terms.getString("card"),
            terms.getInteger("cardVersion"),
            EgressMethod.valueOf(terms.getString("method")),
            new Share(terms.getInteger("discountBasisPoints")),
            terms.getLong("minimumMinor"),
            Optional.ofNullable(terms.getString("taxName"))
                .map(name -> new Terms.Tax(name, new Share(terms.getInteger("taxBasisPoints"))))),
        lines,
        json.getLong("discountMinor"),
        json.getLong("minimumMinor"),
        json.getLong("creditMinor"),
        json.getString("note"));
  }

  private static JsonObject line(Line line) {
    JsonArray parts = new JsonArray();
    line.parts()
        .forEach(part ->
            parts.add(
                new JsonObject()
                    .put("quantity", ratio(part.quantity()))
                    .put("price", part.price().toPlainString())));
    return new JsonObject()
        .put("thing", line.thing().name())
        .put("quantity", ratio(line.quantity()))
        .put("included", line.included())
        .put("parts", parts)
        .put("amountMinor", line.amountMinor());
  }

  private static Line readLine(JsonObject json) {
    List<TierPart> parts = new ArrayList<>();
    JsonArray stored = json.getJsonArray("parts");
    for (int i = 0; i < stored.size(); i++) {
      JsonObject part = stored.getJsonObject(i);
      parts.add(
          new TierPart(
              readRatio(part.getString("quantity")), new BigDecimal(part.getString("price"))));
    }
    return new Line(
        Priced.valueOf(json.getString("thing")),
        readRatio(json.getString("quantity")),
        json.getLong("included"),
        parts,
        json.getLong("amountMinor"));
  }

  private static JsonObject address(Address address) {
    return new JsonObject()
        .put("name", address.name())
        .put("address", address.address())
        .put("taxNumber", address.taxNumber());
  }

  private static Address readAddress(JsonObject json) {
    return new Address(
        json.getString("name"), json.getString("address"), json.getString("taxNumber"));
  }

  private static String ratio(Ratio ratio) {
    return ratio.numerator() + "/" + ratio.denominator();
  }

  private static Ratio readRatio(String text) {
    int slash = text.indexOf('/');
    return new Ratio(
        new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
  }
}
