package dev.slipway.site.host;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.project.ProjectId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What each host serves, as it was a moment ago. Thread-safe.
public final class KnownRoutes {

  /* A route is asked for again when it is older than a moment, by one request of all that want it;
   * the others wait for that one. So a burst costs one query per host and moment.
   *
   * When the query fails or takes longer than anyone wants to wait, what was known last is served,
   * for as long as that lasts: sites outlive the database. While it lasts nobody waits for a query,
   * which goes on beside. Of a host that nothing is known about, nothing can be said.
   *
   * Where somebody watches the database for changes of routes, an answer counts for much longer: of
   * a thousand hosts each would cost a query per moment otherwise, all for nothing. Then it is also
   * served while it is asked for again, for nothing has changed. Only what a host serves that is
   * ready is watched for: how far a deployment has got is asked for each moment.
   *
   * What is forgotten is only no longer fresh: it stays what is served in an outage. A query that
   * was under way then may have been answered before the change, so nobody joins it any more, and
   * its answer is not fresh either.
   *
   * What was known before a restart is known again, but not fresh: so it counts for as long as an
   * outage lasts that the server was started in, and never against the database.
   *
   * Hosts that serve something and hosts that don't are kept apart, so that a flood of made-up names
   * can't push out the real ones.
   */

  /// How many hosts that serve something are known; and as many others.
  static final int MOST_HOSTS = 20_000;

  private static final System.Logger LOG = System.getLogger(KnownRoutes.class.getName());
  private static final int MOST_QUERIES = 64;

  /// How old an answer may be while somebody watches.
  private static final long LONG_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Routes routes;
  private final Clock clock;
  private final long momentMillis;
  private final Duration patience;
  private final RouteMemory memory;
  private final BooleanSupplier watched;
  private final Cache<HostLabel, Known> ready = cache();
  private final Cache<HostLabel, Known> others = cache();
  private final ConcurrentMap<HostLabel, CompletableFuture<Route>> queries =
      new ConcurrentHashMap<>();
  private final Semaphore permits = new Semaphore(MOST_QUERIES);
  private final AtomicBoolean outage = new AtomicBoolean();

  /// Guards the writing of what is known, and how often something was forgotten.
  private final Object monitor = new Object();

  private long forgotten;

  /// Asks `routes`, and remembers nothing over a restart.
  ///
  /// @param moment how old an answer may be
  /// @param patience how long a request waits for an answer
  public KnownRoutes(Routes routes, Clock clock, Duration moment, Duration patience) {
    this(routes, clock, moment, patience, RouteMemory.NONE, () -> false);
  }

  /// Asks `routes`.
  ///
  /// @param moment how old an answer may be
  /// @param patience how long a request waits for an answer
  /// @param memory what was known before the last restart
  /// @param watched tells whether somebody watches who would have it forgotten if it had changed
  public KnownRoutes(
      Routes routes,
      Clock clock,
      Duration moment,
      Duration patience,
      RouteMemory memory,
      BooleanSupplier watched) {
    this.routes = routes;
    this.clock = clock;
    this.momentMillis = moment.toMillis();
    this.patience = patience;
    this.memory = memory;
    this.watched = watched;
    memory.recall().forEach((label, route) -> keep(new Known(label, route, Known.FORGOTTEN)));
  }

  /// Returns what `label` serves, or did when that could last be told; empty if that is unknown.
  public Optional<Route> resolve(HostLabel label) {
    var known = known(label);
    if (known != null && isFresh(known)) {
      return Optional.of(known.route());
    }
    var query = queries.computeIfAbsent(label, this::query);
    try {
      boolean wait = known == null || !known.lasts() || !outage.get();
      return Optional.of(query.get(wait ? patience.toNanos() : 0, TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      began(new TimeoutException("no answer within " + patience));
    } catch (ExecutionException e) {
      began(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return known != null && known.lasts() ? Optional.of(known.route()) : Optional.empty();
  }

  /// Returns what tells, without waiting for an answer, whether `label` still serves `route`, that
  /// very object; empty if it doesn't by now. That it says no may only mean that it has to be asked
  /// for again.
  @SuppressWarnings("ReferenceEquality") // what is equal, but another object, may be of later
  public Optional<BooleanSupplier> standing(HostLabel label, Route.Ready route) {
    var known = ready.getIfPresent(label);
    return known != null && known.route() == route && isFresh(known)
        ? Optional.of(() -> !known.isReplaced() && isFresh(known))
        : Optional.empty();
  }

  /// Tells whether `known` may be served without a look. If it is only watched over, it is looked
  /// up beside, once a minute.
  private boolean isFresh(Known known) {
    long now = clock.millis();
    if (known.isFresh(now, momentMillis)) {
      return true;
    }
    if (known.isForgotten() || !(known.route() instanceof Route.Ready) || !watched.getAsBoolean()) {
      return false;
    }
    if (!known.isFresh(now, LONG_MILLIS)) {
      queries.computeIfAbsent(known.label(), this::query);
    }
    return true;
  }

  /// Has the hosts of `project` looked up again before the next answer, and those that belong to no
  /// project yet.
  public void forget(ProjectId project) {
    forget(route ->
        switch (route) {
          case Route.Ready ready -> ready.deployment().project().equals(project);
          case Route.App(var deployment, _) -> deployment.project().equals(project);
          case Route.NotReady(var deployment, _) -> deployment.project().equals(project);
          case Route.Empty _, Route.Unknown _ -> true;
        });
  }

  /// Has every host looked up again before the next answer.
  public void forgetAll() {
    forget(_ -> true);
  }

  private void forget(Predicate<Route> which) {
    synchronized (monitor) {
      forgotten++;
      queries.clear();
      for (var cache : List.of(ready, others)) {
        cache.asMap().replaceAll((_, known) -> which.test(known.route()) ? known.stale() : known);
      }
    }
  }

  private CompletableFuture<Route> query(HostLabel label) {
    var query = new CompletableFuture<Route>();
    Thread.ofVirtual().name("route-" + label).start(() -> ask(label, query));
    return query;
  }

  private void ask(HostLabel label, CompletableFuture<Route> query) {
    long before = forgotten();
    try {
      var route = learn(label, permitted(label), before);
      ended();
      // Before it is complete, so that nobody joins a query whose answer is old already.
      queries.remove(label, query);
      query.complete(route);
    } catch (RuntimeException | Error | TimeoutException | InterruptedException e) {
      keepLast(label);
      queries.remove(label, query);
      query.completeExceptionally(e);
    }
  }

  private Route permitted(HostLabel label) throws TimeoutException, InterruptedException {
    if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException(MOST_QUERIES + " queries for other hosts have no answer yet");
    }
    try {
      return routes.resolve(label);
    } finally {
      permits.release();
    }
  }

  private @Nullable Known known(HostLabel label) {
    var served = ready.getIfPresent(label);
    return served != null ? served : others.getIfPresent(label);
  }

  private long forgotten() {
    synchronized (monitor) {
      return forgotten;
    }
  }

  /// Keeps the answer to a question of when `before` things were forgotten. If more are by now, it
  /// may be old already: then it is better than nothing, but no better than what is known.
  ///
  /// Returns the answer; if it is what is known, then that very object, to which finished answers
  /// are bound.
  private Route learn(HostLabel label, Route answer, long before) {
    synchronized (monitor) {
      var known = known(label);
      var route = known != null && known.route().equals(answer) ? known.route() : answer;
      if (before == forgotten) {
        keep(new Known(label, route, clock.millis()));
        memory.remember(label, route);
      } else if (known == null) {
        keep(new Known(label, route, Known.FORGOTTEN));
        memory.remember(label, route);
      }
      return route;
    }
  }

  private void keep(Known known) {
    boolean serves = known.route() instanceof Route.Ready;
    (serves ? ready : others).put(known.label(), known);
    (serves ? others : ready).invalidate(known.label());
  }

  /// Keeps what is known for another moment, so that not every request of an outage asks.
  private void keepLast(HostLabel label) {
    synchronized (monitor) {
      var last = known(label);
      if (last != null && last.lasts()) {
        keep(new Known(label, last.route(), clock.millis()));
      }
    }
  }

  private void began(Throwable cause) {
    if (outage.compareAndSet(false, true)) {
      LOG.log(
          WARNING,
          "Cannot look up what hosts serve. Hosts that were asked for before are served as they"
              + " were; all others get a 503. Check that the database runs and can be reached.",
          cause);
    }
  }

  private void ended() {
    if (outage.compareAndSet(true, false)) {
      LOG.log(INFO, "Can look up what hosts serve again.");
    }
  }

  private static Cache<HostLabel, Known> cache() {
    return Caffeine.newBuilder()
        .maximumSize(MOST_HOSTS)
        .removalListener(KnownRoutes::removed)
        .executor(Runnable::run)
        .build();
  }

  private static void removed(
      @Nullable HostLabel label, @Nullable Known known, RemovalCause cause) {
    if (known != null) {
      known.replace();
    }
  }
}
