package dev.slipway.serving.page;

import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.Reason;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.page.StatusPage.Steps;
import dev.slipway.serving.page.StatusPage.Tone;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every page of ours.
///
/// A deployment that is on its way is 503, because asking again is the right thing to do. One that
/// came to nothing is 404, because it is not: no fault of the server, and nothing to come. One that
/// was ready and whose files were removed since is 410. An app, which is kept and not run, is 404
/// too: nobody may take our page for its answer.
public final class Pages {

  private static final int SOON_SECONDS = 2;
  private static final int LATER_SECONDS = 5;
  private static final List<String> STEPS = List.of("Queued", "Building", "Deploying", "Ready");

  private Pages() {}

  /// Returns what a host shows that nothing was ever made for.
  public static Answer unknownHost(String host) {
    return StatusPage.plain(
            404,
            Tone.CALM,
            "Not found",
            "There is no site here",
            "No project and no deployment answers to " + host + ".")
        .advising("Check the link for a typo, or ask whoever gave it to you.")
        .answer();
  }

  /// Returns what a host shows that is not under the platform's domain, `control`.
  public static Answer foreignHost(String host, URI control) {
    return StatusPage.plain(
            421,
            Tone.CALM,
            "Misdirected",
            "This host is not served here",
            "The request was for " + host + ", which is no host of this platform.")
        .advising(
            "The sites of this platform are below "
                + control.getAuthority()
                + ". Check the link, or where the DNS of this host points.")
        .answer();
  }

  /// Returns what a static server alone shows of the control host, which is at `control`.
  public static Answer controlHost(URI control) {
    return StatusPage.plain(
            404,
            Tone.CALM,
            "Not found",
            "There is no site here",
            "Only sites are served here. The dashboard, the API and the hooks of this platform are"
                + " at "
                + control
                + ".")
        .advising("If you run this platform: its proxy must send that host to the receiver.")
        .answer();
  }

  /// Returns what a project's host shows before anything was deployed.
  public static Answer nothingYet() {
    return StatusPage.plain(
            404,
            Tone.CALM,
            "Empty",
            "Nothing is deployed here yet",
            "The project exists, but no deployment of it is ready.")
        .advising("Push to its repository, and the site appears here.")
        .answer();
  }

  /// Returns what the host of a branch shows that was deleted.
  public static Answer branchDeleted() {
    return StatusPage.plain(
            404,
            Tone.CALM,
            "Deleted",
            "This branch was deleted",
            "The host showed the newest deployment of a branch that is no longer there.")
        .advising("If the branch is pushed again, its site appears here again.")
        .answer();
  }

  /// Returns what there is to tell of `deployment`, which is not ready, or has its files no more.
  public static Answer notReady(Deployment deployment) {
    return switch (deployment.state()) {
      case QUEUED -> underWay(deployment, 0, "This deployment waits for its turn");
      case BUILDING -> underWay(deployment, 1, "This deployment is being built");
      case DEPLOYING -> underWay(deployment, 2, "This deployment is almost there");
      case READY -> ended(deployment, 410, Tone.CALM, "Expired", "This deployment has expired");
      case FAILED -> ended(deployment, 404, Tone.BAD, "Failed", "This deployment failed");
      case CANCELED ->
          ended(deployment, 404, Tone.CALM, "Canceled", "This deployment was canceled");
      case SUPERSEDED ->
          ended(deployment, 404, Tone.CALM, "Superseded", "A newer push replaced this deployment");
    };
  }

  /// Returns what is shown in place of `deployment`, an app.
  public static Answer app(Deployment deployment) {
    var id = deployment.shortId();
    var facts = facts(deployment);
    deployment.app().ifPresent(app -> facts.put("Starts by", app.start()));
    return new StatusPage(
            404,
            Tone.CALM,
            "App",
            "This deployment is an app",
            "Slipway has built it and keeps its image, and does not run it yet.",
            "Download the image by slipway image %s --output app.tar, or from the page of the deployment in the dashboard. docker load --input app.tar then says its name; docker run --read-only --cap-drop ALL --tmpfs /tmp --publish 8080:8080 NAME runs it."
                .formatted(id),
            Steps.NONE,
            facts,
            Optional.empty(),
            0)
        .answer();
  }

  /// Returns what is shown in place of a deployment that is ready but can't be read.
  public static Answer unreadable() {
    return StatusPage.plain(
            503,
            Tone.BAD,
            "Unavailable",
            "This site can’t be shown right now",
            "It was deployed, but its files can’t be read from the store.")
        .advising("If you run this platform: its log says which files, and what to do about it.")
        .answer()
        .with(Map.of("Retry-After", "60"));
  }

  /// Returns what is shown while nobody can say what a host serves.
  public static Answer unavailable() {
    return StatusPage.plain(
            503,
            Tone.BAD,
            "Unavailable",
            "This site can’t be reached right now",
            "The platform can’t look up what this host shows. This page tries again by itself.")
        .askingAgain(LATER_SECONDS)
        .answer();
  }

  /// Returns the answer for a path that no file has, on a site without a page of its own for that.
  public static Answer notFound() {
    return StatusPage.plain(
            404,
            Tone.CALM,
            "Not found",
            "There is no page at this address",
            "The site is here, but it has no file for this path.")
        .answer();
  }

  /// Returns the answer where a rule of the site says `status`, and has no page for it.
  public static Answer refused(int status) {
    return switch (status) {
      case 404 -> notFound();
      case 410 ->
          StatusPage.plain(
                  status,
                  Tone.CALM,
                  "Gone",
                  "There is no page at this address any more",
                  "The site says that it was taken away.")
              .answer();
      default ->
          StatusPage.plain(
                  status,
                  Tone.CALM,
                  "Error " + status,
                  "This address shows nothing",
                  "The site says so, by a rule for this path.")
              .answer();
    };
  }

  /// Returns the answer to a visitor without the name and the password that a path asks for.
  public static Answer unauthorized() {
    return StatusPage.plain(
            401,
            Tone.CALM,
            "Protected",
            "This page is protected",
            "It asks for a user name and a password.")
        .answer();
  }

  /// Returns the answer for a path that no file could have.
  public static Answer badAddress() {
    return StatusPage.plain(
            400,
            Tone.CALM,
            "Bad request",
            "This address makes no sense",
            "Its path is not one that a page can have.")
        .answer();
  }

  /// Returns the answer to a method that files do not have.
  public static Answer methodNotAllowed() {
    return StatusPage.plain(
            405,
            Tone.CALM,
            "Not allowed",
            "This site can only be read",
            "It consists of files, which are there to GET.")
        .answer();
  }

  /// Returns the answer to a client that accepts none of the forms in which a file is stored.
  public static Answer notAcceptable() {
    return StatusPage.plain(
            406,
            Tone.CALM,
            "Not acceptable",
            "This file is not there in a form that you accept",
            "The request’s Accept-Encoding refuses every form of it.")
        .answer();
  }

  /// Returns the answer to a request whose precondition does not hold.
  public static Answer preconditionFailed() {
    return StatusPage.plain(
            412,
            Tone.CALM,
            "Precondition failed",
            "This file is not what you expected",
            "It is not the version that the request insists on.")
        .answer();
  }

  /// Returns the answer where we failed.
  public static Answer ourFault() {
    return StatusPage.plain(
            500,
            Tone.BAD,
            "Error",
            "Something went wrong on our side",
            "The platform’s log says what.")
        .answer();
  }

  private static Answer underWay(Deployment deployment, int step, String headline) {
    return new StatusPage(
            503,
            Tone.BUSY,
            STEPS.get(step),
            headline,
            "The site appears here by itself as soon as it is ready.",
            "",
            new Steps(STEPS, step),
            facts(deployment),
            Optional.empty(),
            SOON_SECONDS)
        .answer();
  }

  private static Answer ended(
      Deployment deployment, int status, Tone tone, String state, String headline) {
    var reason = deployment.reason();
    return new StatusPage(
            status,
            tone,
            state,
            headline,
            reason.map(Reason::what).orElse("No reason was recorded."),
            reason.map(Reason::whatToDo).orElse(""),
            Steps.NONE,
            facts(deployment),
            Optional.empty(),
            0)
        .answer();
  }

  private static Map<String, String> facts(Deployment deployment) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("Deployment", deployment.shortId().value());
    facts.put("Branch", deployment.branch().value());
    deployment
        .commit()
        .ifPresent(commit ->
            facts.put("Commit", (commit.sha().abbreviated() + " " + commit.message()).strip()));
    return facts;
  }
}
