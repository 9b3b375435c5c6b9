package dev.weir.portal.api.frame;

import dev.weir.portal.api.contract.ApiDocument;
import dev.weir.portal.api.contract.ApiOperation;
import dev.weir.portal.api.contract.ApiParameter;
import dev.weir.portal.api.contract.ApiSchema;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.FieldFault;
import dev.weir.portal.web.InvalidRequest;
import dev.weir.portal.web.JsonBody;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets requests pass that say what the document asks for, and tells the others all their faults.
 */
public final class ContractGuard {

  private final ApiDocument document;

  /** Judges by this document. */
  public ContractGuard(ApiDocument document) {
    this.document = document;
  }

  /**
   * The judge of one line of the table of routes.
   *
   * @throws IllegalStateException when the document does not describe the route, or wants another
   *     permission for it: what is not written down is not served
   */
  public Handler<RoutingContext> judging(RouteEntry entry) {
    ApiOperation operation =
        document
            .find(entry.method().name(), entry.path())
            .orElseThrow(() ->
                new IllegalStateException(
                    "openapi.yaml lacks " + entry.method() + " " + entry.path()));
    Optional<String> wanted =
        entry.access() instanceof Access.Api(Permission permission)
            ? Optional.of(permission.text())
            : Optional.empty();
    if (!wanted.equals(operation.permission())) {
      throw new IllegalStateException("openapi.yaml wants another permission: " + entry);
    }
    Set<String> known = names(operation);
    return ctx -> {
      judge(ctx, operation, known);
      ctx.next();
    };
  }

  /** Whether the document has a body for the route: it is JSON then, and has to say so. */
  public boolean takesBody(RouteEntry entry) {
    return document
        .find(entry.method().name(), entry.path())
        .flatMap(ApiOperation::body)
        .isPresent();
  }

  private static void judge(RoutingContext ctx, ApiOperation operation, Set<String> known) {
    List<FieldFault> faults = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    for (ApiParameter parameter : operation.parameters()) {
      read(ctx, parameter, faults).ifPresent(value -> values.put(parameter.name(), value));
    }
    ctx.queryParams().names().stream()
        .filter(name -> !known.contains(name))
        .limit(1)
        .forEach(
            name -> faults.add(new FieldFault("/query/" + escaped(name), "is not known here")));
    JsonObject body = new JsonObject();
    if (operation.body().isPresent()) {
      ApiSchema schema = operation.body().get();
      body = JsonBody.read();
      faults.addAll(schema.judge(body, ""));
    }
    if (!faults.isEmpty()) {
      throw new InvalidRequest(faults);
    }
    ApiCall.begin(ctx, operation, values, body);
  }

  private static Optional<Object> read(
      RoutingContext ctx, ApiParameter parameter, List<FieldFault> faults) {
    List<String> sent =
        switch (parameter.in()) {
          case PATH -> List.of(ctx.pathParam(parameter.name()));
          case QUERY -> ctx.queryParams().getAll(parameter.name());
          case HEADER -> ctx.request().headers().getAll(parameter.name());
        };
    String pointer = "/" + parameter.in().text() + "/" + parameter.name();
    if (sent.size() > 1) {
      faults.add(new FieldFault(pointer, "is there more than once"));
      return Optional.empty();
    }
    if (sent.isEmpty()) {
      if (parameter.required()) {
        faults.add(new FieldFault(pointer, "is missing"));
      }
      return Optional.empty();
    }
    Object value = parameter.value(sent.getFirst());
    List<FieldFault> found = parameter.schema().judge(value, pointer);
    faults.addAll(found);
    return found.isEmpty() ? Optional.of(value) : Optional.empty();
  }

  private static Set<String> names(ApiOperation operation) {
    return operation.parameters().stream()
        .filter(parameter -> parameter.in() == ApiParameter.In.QUERY)
        .map(ApiParameter::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A name that somebody else chose, as a token of a JSON Pointer (RFC 6901, section 3). */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
