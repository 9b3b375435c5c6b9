package dev.weir.runtime.http;

import dev.weir.contract.fault.FaultCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;

/** A refusal in HTTP/1.1 as it goes over the wire, for requests that no application answers. */
final class CannedAnswer {

  private CannedAnswer() {}

  static ByteBuf of(ByteBufAllocator allocator, FaultCode fault) {
    String id = RequestId.fresh();
    String body = FaultResponse.asText(fault, id);
    String answer =
        """
        HTTP/1.1 %s\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Length: %d\r
        Cache-Control: no-store\r
        %s: %s\r
        Connection: close\r
        \r
        %s\
        """
            .formatted(
                HttpResponseStatus.valueOf(fault.httpStatus()),
                body.length(),
                RequestId.HEADER,
                id,
                body);
    return ByteBufUtil.writeAscii(allocator, answer);
  }
}
