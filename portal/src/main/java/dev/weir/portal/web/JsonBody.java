package dev.weir.portal.web;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * The JSON that came with a request of the API. It is read whole on the event loop, before the
 * request gets its virtual thread, and is bound to that thread for the length of the request.
 */
public final class JsonBody {

  private static final ScopedValue<Buffer> BYTES = ScopedValue.newInstance();

  private JsonBody() {}

  /** Runs a request's work with these bytes as its body. */
  public static void bind(Buffer bytes, Runnable work) {
    ScopedValue.where(BYTES, bytes).run(work);
  }

  /**
   * The body of the current request. Throws {@code WeirFault REQUEST_MALFORMED} when there is none
   * or it is no JSON object.
   */
  public static JsonObject read() {
    if (!BYTES.isBound() || BYTES.get().length() == 0) {
      throw new WeirFault(FaultCode.REQUEST_MALFORMED, "a JSON object is missing");
    }
    try {
      if (BYTES.get().toJsonValue() instanceof JsonObject body) {
        return body;
      }
    } catch (DecodeException notJson) {
      throw new WeirFault(FaultCode.REQUEST_MALFORMED, "the body is no JSON");
    }
    throw new WeirFault(FaultCode.REQUEST_MALFORMED, "the body is no JSON object");
  }
}
