package dev.slipway.site.wire;

import static java.lang.System.Logger.Level.ERROR;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.project.ProjectId;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.page.Pages;
import dev.slipway.site.report.Exchange;
import dev.slipway.site.report.HostKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Answers the requests of one connection: with a finished answer if one is kept, or else with what
/// the origin says. For one thread.
final class Answering {

  private static final System.Logger LOG = System.getLogger(Answering.class.getName());
  private static final byte[] NOTHING = {};

  private final Wire.Shared shared;
  private final String address;
  private final Peer peer;
  private final Sending sending;
  private final HotAnswering hot;

  /// Answers `peer`, which is at `address`.
  Answering(Wire.Shared shared, String address, Peer peer) {
    this.shared = shared;
    this.address = address;
    this.peer = peer;
    this.sending = new Sending(peer, shared.buffers(), shared.bodies(), shared.deadlines());
    this.hot = new HotAnswering(shared, address, peer, sending);
  }

  /// Returns what answers with finished answers.
  HotAnswering hot() {
    return hot;
  }

  /// Answers `head`, a plain request to an authority that is `whose`; waits for what it needs.
  ///
  /// @param last whether the connection ends afterwards
  /// @throws IOException if the answer could not be sent to its end, so that the connection has to
  ///   end
  void answer(RequestHead head, Origin.Whose whose, boolean last) throws IOException {
    if (answeredHot(head, last)) {
      return;
    }
    peer.beginAnswer();
    if (!shared.inFlight().enter()) {
      refuse(head, last);
      return;
    }
    try {
      ask(head, whose, last);
    } finally {
      shared.inFlight().leave();
    }
  }

  /// Answers with a finished answer, unless the loop has not found one either.
  private boolean answeredHot(RequestHead head, boolean last) throws IOException {
    var room = hot.takeMiss() ? null : shared.buffers().take();
    if (room == null) {
      return false;
    }
    try {
      if (!hot.begin(head, last, room)) {
        hot.takeMiss();
        return false;
      }
    } finally {
      shared.buffers().back(room);
    }
    hot.finish(head);
    return true;
  }

  private void ask(RequestHead head, Origin.Whose whose, boolean last) throws IOException {
    long start = System.nanoTime();
    var request = new WireRequest(head);
    try (var given = shared.origin().answer(request)) {
      var answer = AnswerHead.of(given.answer());
      int status = send(head, given, answer, last);
      if (status == given.answer().status()) {
        whose
            .label()
            .ifPresent(label -> shared.answers().keep(head, label, request, given, answer));
      }
      report(request, given.kind(), given.project(), status, start);
    } catch (RuntimeException e) {
      LOG.log(
          ERROR,
          "Failed to answer %s %s of %s. This is a fault of Slipway: please report it."
              .formatted(head.method(), head.path(), request.authority()),
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
  private int send(RequestHead head, Origin.Given given, AnswerHead answer, boolean last)
      throws IOException {
    try {
      sendAll(head, given, answer, last);
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

  private void sendAll(RequestHead head, Origin.Given given, AnswerHead answer, boolean last)
      throws IOException {
    if (head.isHead()) {
      sending.send(answer, last, NOTHING);
      return;
    }
    switch (given.answer().body()) {
      case Body.None _ -> sending.send(answer, last, NOTHING);
      case Body.Text(var text) -> sending.send(answer, last, text);
      case Body.Whole(var extent) ->
          sending.send(answer, last, given.lease().orElseThrow(), extent);
      case Body.Parts(var parts) -> sending.send(answer, last, given.lease().orElseThrow(), parts);
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
