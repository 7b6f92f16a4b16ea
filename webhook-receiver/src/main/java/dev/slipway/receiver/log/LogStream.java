package dev.slipway.receiver.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.log.LogStore;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.answer.Answer;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Logs, live.
///
/// One virtual thread per client looks at the log and at the deployment's state ten times a second,
/// for as long as the client is there. Each line is an event whose id is the offset behind it: a
/// client that comes back with `Last-Event-ID` misses nothing and gets nothing twice. A change of
/// state is an event `state`; `end` says that the state is final and every line is out.
///
/// The state is read before the log. So when the state is final, all that there will ever be of the
/// log is there to read.
public final class LogStream implements AutoCloseable {

  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int CHUNK = 64 * 1024;

  private final LogStore logs;
  private final Deployments deployments;
  private final Domain domain;
  private final Duration heartbeat;
  private final CountDownLatch stopping = new CountDownLatch(1);

  /// Makes streams that send something at least every `heartbeat`.
  public LogStream(LogStore logs, Deployments deployments, Domain domain, Duration heartbeat) {
    this.logs = logs;
    this.deployments = deployments;
    this.domain = domain;
    this.heartbeat = heartbeat;
  }

  /// Answers with the log of `owned`, from `Last-Event-ID` or else `?offset=`, and stays until it
  /// is complete, the client is gone, or this is closed.
  public void send(OwnedDeployment owned, ServerRequest request, ServerResponse response) {
    long offset = offset(request);
    if (request.prologue().method().equals(Method.HEAD)) {
      Answer.send(request, response, EventStream.CONTENT_TYPE, new byte[0]);
      return;
    }
    try (var events = EventStream.open(response)) {
      new Follower(owned.deployment(), offset, events).follow();
    }
  }

  /// Ends all streams, without an `end`: their clients come back.
  @Override
  public void close() {
    stopping.countDown();
  }

  private static long offset(ServerRequest request) {
    var last = request.headers().first(LAST_EVENT_ID).filter(id -> !id.isEmpty());
    return last.isPresent()
        ? LogOffset.parse(LAST_EVENT_ID.defaultCase(), last.get())
        : LogOffset.parameter(request, "offset", 0);
  }

  /// Follows one log for one client. Not thread-safe.
  private final class Follower {

    private final Deployment first;
    private final EventStream events;
    private final Lines lines;
    private long offset;
    private String shown = "";
    private long lastSent = System.nanoTime();

    Follower(Deployment first, long offset, EventStream events) {
      this.first = first;
      this.events = events;
      this.lines = new Lines(offset);
      this.offset = offset;
    }

    void follow() {
      boolean stopped = false;
      while (!stopped) {
        var now = deployments.find(first.id()).orElse(first);
        boolean news = showState(now);
        boolean moreLog = copyChunk();
        if (now.state().isFinal() && !moreLog) {
          end(now);
          return;
        }
        flush(news || moreLog);
        stopped = moreLog ? stopping.getCount() == 0 : stoppedWithin(LOOK);
      }
    }

    private boolean showState(Deployment now) {
      var state = state(now);
      if (state.equals(shown)) {
        return false;
      }
      events.event("state", state);
      shown = state;
      return true;
    }

    private boolean copyChunk() {
      var chunk = logs.read(first.id(), offset, CHUNK);
      lines.add(chunk.bytes()).forEach(events::line);
      offset = chunk.next();
      return chunk.bytes().length > 0;
    }

    private void end(Deployment now) {
      lines.rest().ifPresent(events::line);
      events.event("end", state(now));
      events.flush();
    }

    private void flush(boolean sent) {
      boolean due = System.nanoTime() - lastSent >= heartbeat.toNanos();
      if (!sent && !due) {
        return;
      }
      if (!sent) {
        events.heartbeat();
      }
      events.flush();
      lastSent = System.nanoTime();
    }
  }

  private boolean stoppedWithin(Duration wait) {
    try {
      return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private String state(Deployment deployment) {
    var state = JsonNodeFactory.instance.objectNode();
    state.put("state", deployment.state().word());
    deployment
        .reason()
        .ifPresent(reason ->
            state
                .putObject("reason")
                .put("code", reason.code())
                .put("what", reason.what())
                .put("whatToDo", reason.whatToDo()));
    deployment.commit().ifPresent(commit -> state.put("commit", commit.sha().value()));
    state.put("link", domain.link(deployment.shortId()).toString());
    return state.toString();
  }
}
