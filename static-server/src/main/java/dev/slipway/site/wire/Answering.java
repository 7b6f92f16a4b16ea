package dev.slipway.site.wire;

import static java.lang.System.Logger.Level.ERROR;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.project.ProjectId;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.page.Pages;
import dev.slipway.site.report.Exchange;
import dev.slipway.site.report.HostKind;
import dev.slipway.site.report.Reports;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers the requests of one connection: with a finished answer if one is kept, or else with what
/// the origin says. For one thread.
final class Answering {

  private static final System.Logger LOG = System.getLogger(Answering.class.getName());
  private static final byte[] NOTHING = {};

  private final Wire.Shared shared;
  private final String address;
  private final Peer peer;
  private final Sending sending;

  /// Answers `peer`, which is at `address`.
  Answering(Wire.Shared shared, String address, Peer peer) {
    this.shared = shared;
    this.address = address;
    this.peer = peer;
    this.sending = new Sending(peer, shared.buffers(), shared.bodies(), shared.deadlines());
  }

  /// Answers `head`, a plain request to `authority`, which is `whose`.
  ///
  /// @param last whether the connection ends afterwards
  /// @throws IOException if the answer could not be sent to its end, so that the connection has to
  ///   end
  void answer(RequestHead head, String authority, Origin.Whose whose, boolean last)
      throws IOException {
    peer.beginAnswer();
    if (!shared.inFlight().enter()) {
      refuse(head, last);
      return;
    }
    try {
      long start = System.nanoTime();
      var hot = find(head, whose);
      if (hot == null || !sendHot(hot, last)) {
        ask(head, authority, last, start);
      } else if (!shared.reports().equals(Reports.NONE)) {
        var project = Optional.of(hot.route().deployment().project());
        report(new WireRequest(head, authority), hot.kind(), project, hot.status(), start);
      }
    } finally {
      shared.inFlight().leave();
    }
  }

  private @Nullable HotAnswer find(RequestHead head, Origin.Whose whose) {
    if (whose.label().isEmpty()) {
      return null;
    }
    var route = shared.origin().route(whose.label().get());
    return route.isPresent() ? shared.answers().find(head, route.get()) : null;
  }

  /// Sends `hot`, and tells whether that was possible: nothing of it was sent if not.
  private boolean sendHot(HotAnswer hot, boolean last) throws IOException {
    if (hot.body().isEmpty()) {
      sending.send(hot.head(), last, NOTHING);
      return true;
    }
    var body = hot.body().get();
    var lease = shared.origin().lease(body.artifact());
    if (lease.isEmpty()) {
      return false;
    }
    try (var held = lease.get()) {
      sending.send(hot.head(), last, held, body.extent());
      return true;
    } catch (ArtifactException e) {
      if (peer.sent() == 0) {
        return false;
      }
      shared.origin().broken(hot.route(), e);
      throw new IOException("the artifact broke off", e);
    }
  }

  private void ask(RequestHead head, String authority, boolean last, long start)
      throws IOException {
    var request = new WireRequest(head, authority);
    try (var given = shared.origin().answer(request)) {
      var bytes = AnswerHead.of(given.answer());
      int status = send(head, given, bytes, last);
      if (status == given.answer().status()) {
        shared.answers().keep(head, request, given, bytes);
      }
      report(request, given.kind(), given.project(), status, start);
    } catch (RuntimeException e) {
      LOG.log(
          ERROR,
          "Failed to answer %s %s of %s. This is a fault of Slipway: please report it."
              .formatted(head.method(), head.path(), authority),
          e);
      instead(head, Pages.ourFault(), last);
      report(request, HostKind.NONE, Optional.empty(), Pages.ourFault().status(), start);
    }
  }

  private void report(
      WireRequest request, HostKind kind, Optional<ProjectId> project, int status, long start) {
    long nanos = System.nanoTime() - start;
    shared
        .reports()
        .answered(new Exchange(address, request, kind, project, status, peer.sent(), nanos));
  }

  /// Sends `given`, or what there is to say instead, and returns the status of that.
  private int send(RequestHead head, Origin.Given given, byte[] bytes, boolean last)
      throws IOException {
    try {
      sendAll(head, given, bytes, last);
      given.route().ifPresent(shared.origin()::wasSent);
      return given.answer().status();
    } catch (ArtifactException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("the server stops", e);
      }
      var page =
          given.route().map(route -> shared.origin().broken(route, e)).orElseGet(Pages::ourFault);
      instead(head, page, last);
      return page.status();
    }
  }

  private void sendAll(RequestHead head, Origin.Given given, byte[] bytes, boolean last)
      throws IOException {
    if (head.isHead()) {
      sending.send(bytes, last, NOTHING);
      return;
    }
    switch (given.answer().body()) {
      case Body.None _ -> sending.send(bytes, last, NOTHING);
      case Body.Text(var text) -> sending.send(bytes, last, text);
      case Body.Whole(var extent) -> sending.send(bytes, last, given.lease().orElseThrow(), extent);
      case Body.Parts(var parts) -> sending.send(bytes, last, given.lease().orElseThrow(), parts);
    }
  }

  /// Answers with `page` instead, if nothing was sent yet.
  private void instead(RequestHead head, Answer page, boolean last) throws IOException {
    if (peer.sent() > 0) {
      throw new IOException("failed in the middle of an answer");
    }
    boolean wanted = head.isGet() && page.body() instanceof Body.Text;
    var text = wanted ? ((Body.Text) page.body()).bytes() : NOTHING;
    sending.send(AnswerHead.of(page), last, text);
  }

  private void refuse(RequestHead head, boolean last) throws IOException {
    var bytes = Refusal.BUSY.bytes(shared.deadlines().dateLine(), last, head.isGet());
    peer.write(ByteBuffer.wrap(bytes));
  }
}
