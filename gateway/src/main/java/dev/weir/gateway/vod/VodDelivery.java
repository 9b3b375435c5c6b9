package dev.weir.gateway.vod;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.meter.Tab;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.storage.ObjectStores;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with recordings. Called on the request's event loop, which it leaves at once. */
public final class VodDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(VodDelivery.class);

  /** Answers that are on their way at once, on this gateway. */
  public static final int MAX_ANSWERS = 1_000;

  /** A playlist of playlists is shorter. */
  static final int MAX_OPENING_BYTES = 64 << 10;

  private final VodLibrary library;
  private final Egress egress;
  private final FaultCounter faults;
  private final Semaphore places = new Semaphore(MAX_ANSWERS);

  /** Serves what is in {@code stores}. */
  public VodDelivery(ObjectStores stores, Egress egress, FaultCounter faults) {
    this.library = new VodLibrary(stores);
    this.egress = egress;
    this.faults = faults;
  }

  /**
   * Answers a viewer who may watch.
   *
   * @param folder what names in the playlist that opens a recording begin with: the path of the
   *     viewer's session, up to the recordings of the stream
   */
  public void send(
      HttpServerRequest request, PlayGrant grant, VodResource resource, String folder) {
    if (!places.tryAcquire()) {
      throw new WeirFault(FaultCode.SERVER_BUSY, "recordings=" + MAX_ANSWERS);
    }
    VodAnswer answer =
        new VodAnswer(
            request,
            currentContext(),
            egress.of(grant.address().tenant()),
            Tab.of(egress, grant, MeterDetail.VOD));
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer(answer, grant, resource, folder);
          } catch (WeirFault fault) {
            refuse(request, answer, fault.code());
          } catch (RuntimeException ours) {
            LOG.error("event=gateway.vod.failed subject={}", grant.address(), ours);
            refuse(request, answer, FaultCode.INTERNAL);
          } finally {
            places.release();
          }
        });
  }

  private void refuse(HttpServerRequest request, VodAnswer answer, FaultCode code) {
    faults.count(code);
    answer.onLoop(() -> FaultResponse.send(request, code));
  }

  private void answer(VodAnswer answer, PlayGrant grant, VodResource resource, String folder) {
    if (resource.isForms()) {
      answer.text(forms(grant.address(), resource).json(), "application/json");
      return;
    }
    VodFile file = library.find(grant.address(), resource);
    if (resource.isOpening()) {
      String path = file.object().name().path();
      String base = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.')) + "/";
      String text = file.text(MAX_OPENING_BYTES);
      answer.text(text.replace(base, folder + resource.id() + "/"), resource.mediaType());
    } else {
      answer.file(
          new RangedFile(
              resource.id() + "-" + file.bytes(), resource.mediaType(), file.bytes(), file::read));
    }
  }

  private VodForms forms(StreamAddress address, VodResource resource) {
    VodForms forms = VodForms.of(wanted -> library.has(address, wanted), resource);
    if (forms.formats().isEmpty()) {
      throw new WeirFault(FaultCode.OBJECT_ABSENT, "recording=" + resource.id());
    }
    return forms;
  }

  private static Context currentContext() {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("requests are answered on their event loop");
    }
    return context;
  }
}
