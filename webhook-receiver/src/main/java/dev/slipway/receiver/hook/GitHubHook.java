package dev.slipway.receiver.hook;

import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Delivery;
import dev.slipway.core.delivery.DeliveryId;
import dev.slipway.core.delivery.Intake;
import dev.slipway.core.job.Doorbell;
import dev.slipway.core.project.Hook;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.Projects;
import dev.slipway.core.secret.Secret;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.redeploy.Decisions;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The endpoint that GitHub's webhooks post to.
///
/// The order matters. The raw bytes are read, then the signature over them is checked, and only
/// then is anything parsed: to a sender without the secret no parser is ever exposed. A project
/// that does not exist costs the same check, against a secret that nobody has.
public final class GitHubHook {

  private static final System.Logger LOGGER = System.getLogger(GitHubHook.class.getName());

  private static final HeaderName SIGNATURE = HeaderNames.create("X-Hub-Signature-256");
  private static final HeaderName DELIVERY = HeaderNames.create("X-GitHub-Delivery");
  private static final HeaderName EVENT = HeaderNames.create("X-GitHub-Event");
  private static final Pattern EVENT_NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final BodyLimits LIMITS = new BodyLimits(25 * 1024 * 1024, Duration.ofSeconds(15));

  private final Projects projects;
  private final Intake intake;
  private final Doorbell doorbell;
  private final RouteChanges changes;
  private final Decisions decisions;
  private final Bodies bodies;
  private final Clock clock;
  private final Secret nobodys;

  /// What the hook works with.
  ///
  /// @param changes who is told that a host shows nothing any more
  public record Parts(
      Projects projects,
      Intake intake,
      Doorbell doorbell,
      RouteChanges changes,
      Decisions decisions,
      Bodies bodies,
      Clock clock) {}

  public GitHubHook(Parts parts, SecureRandom random) {
    this.projects = parts.projects();
    this.intake = parts.intake();
    this.doorbell = parts.doorbell();
    this.changes = parts.changes();
    this.decisions = parts.decisions();
    this.bodies = parts.bodies();
    this.clock = parts.clock();
    var bytes = new byte[32];
    random.nextBytes(bytes);
    this.nobodys = new Secret(HexFormat.of().formatHex(bytes));
  }

  /// Returns the path that the hook of the project `name` posts to.
  public static String path(ProjectName name) {
    return "/hooks/github/" + name;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.post("/hooks/github/{project}", this::deliver));
  }

  private void deliver(ServerRequest request, ServerResponse response) {
    var hook =
        ProjectName.parse(request.path().pathParameters().get("project")).flatMap(projects::hook);
    var body = bodies.read(request, LIMITS);
    var owner = verified(hook, request, body);
    var delivery = delivery(owner, request, body);
    var payload = Payload.parse(isForm(request, body) ? FormBody.payload(body) : body);

    var decision = intake.accept(delivery, Push.intent(delivery.event(), payload));
    switch (decision) {
      case Decision.Queued queued -> doorbell.ring(queued.deployment());
      case Decision.Removed _ -> changes.changed(owner.id());
      case Decision.Joined _, Decision.Ignored _ -> {}
    }

    LOGGER.log(
        Level.INFO,
        "Accepted delivery={0} event={1} project={2} decision={3}",
        delivery.id().value(),
        delivery.event(),
        owner.name(),
        Decisions.word(decision));
    var status = "ping".equals(delivery.event()) ? Status.OK_200 : Status.ACCEPTED_202;
    decisions.send(request, response, status, decision);
  }

  private Project verified(Optional<Hook> hook, ServerRequest request, byte[] body) {
    var secret = hook.map(Hook::secret).orElse(nobodys);
    var signature = request.headers().first(SIGNATURE).flatMap(Signature::parse);
    boolean matches = signature.orElse(Signature.none()).matches(secret, body);
    var owner =
        hook.map(Hook::project)
            .orElseThrow(
                () -> Problem.notFound("There is no such project.").at("project").exception());
    if (signature.isEmpty() || !matches) {
      throw forged(signature.isEmpty()).exception();
    }
    return owner;
  }

  private static Problem forged(boolean unsigned) {
    return new Problem(
        Status.UNAUTHORIZED_401,
        "wrong-signature",
        "Wrong signature",
        unsigned
            ? "Sign the delivery: sha256= and 64 hexadecimal digits. Set the project's secret as the"
                + " hook's."
            : "The signature does not match the body. Is the hook's secret the project's?",
        Optional.of(SIGNATURE.defaultCase()));
  }

  private Delivery delivery(Project project, ServerRequest request, byte[] body) {
    var id = header(request, DELIVERY).flatMap(DeliveryId::parse);
    var event = header(request, EVENT).filter(name -> EVENT_NAME.matcher(name).matches());
    return new Delivery(
        project.id(),
        id.orElseThrow(() -> wrongHeader(DELIVERY, "1 to 100 of A-Za-z0-9._-")),
        event.orElseThrow(() -> wrongHeader(EVENT, "the name of an event, such as push")),
        sha256(body),
        clock.instant());
  }

  private static RuntimeException wrongHeader(HeaderName name, String allowed) {
    return Problem.badField(name.defaultCase(), "The header must be " + allowed + ".").exception();
  }

  private static Optional<String> header(ServerRequest request, HeaderName name) {
    return request.headers().first(name);
  }

  /// Tells whether the payload is a field of a form. Clients such as curl call every body a form
  /// unless told otherwise; no form begins with a brace, and every JSON payload does.
  private static boolean isForm(ServerRequest request, byte[] body) {
    boolean brace = body.length > 0 && body[0] == '{';
    return !brace
        && header(request, HeaderNames.CONTENT_TYPE)
            .map(type -> type.toLowerCase(Locale.ROOT))
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent();
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
