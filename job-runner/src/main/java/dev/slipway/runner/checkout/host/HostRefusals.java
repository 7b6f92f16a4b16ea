package dev.slipway.runner.checkout.host;

import dev.slipway.core.deployment.DeploymentFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/// What is said to the user about a Git host that may not be asked, or that did not answer well.
final class HostRefusals {

  private static final int TOO_MANY_REQUESTS = 429;

  private HostRefusals() {}

  static DeploymentFailure notAllowed(URL url) {
    return new DeploymentFailure(
        "host-not-allowed",
        "The repository is at %s://%s, from which this platform may not clone."
            .formatted(url.getProtocol(), AllowedHosts.name(url)),
        "Use a repository at a host that is allowed, or add the host to the platform's"
            + " configuration.");
  }

  static DeploymentFailure privateAddress(URL url) {
    return new DeploymentFailure(
        "host-not-public",
        "The host %s has an address of a private network.".formatted(AllowedHosts.name(url)),
        "If it is your own Git server, allow it in the platform's configuration as a host inside.");
  }

  static DeploymentFailure tooLarge(long limit) {
    return new DeploymentFailure(
        "repository-too-large",
        "The repository sent more than %,d MiB.".formatted(limit >> 20),
        "Move large files out of the repository, for example to Git LFS or a download during the"
            + " build.");
  }

  /// Returns what a connection that failed means.
  static DeploymentFailure connectionFailed(URL url, IOException cause) {
    var host = AllowedHosts.name(url);
    var failure =
        switch (cause) {
          case UnknownHostException e ->
              new DeploymentFailure(
                  "host-unknown",
                  "No address is known for the host %s.".formatted(host),
                  "Check the repository's URL for a typing error; if it is right, the name service"
                      + " of the platform's machine has a problem.");
          case SocketTimeoutException e ->
              new DeploymentFailure(
                  "host-silent",
                  "The host %s did not answer in time.".formatted(host),
                  "Deploy again when the Git host works again.");
          case ConnectException e -> unreachable(host);
          case NoRouteToHostException e -> unreachable(host);
          case SSLException e ->
              new DeploymentFailure(
                  "host-not-trusted",
                  "The host %s could not prove that it is what it says.".formatted(host),
                  "Its TLS certificate must be valid and issued by an authority that the platform's"
                      + " Java trusts.");
          default ->
              new DeploymentFailure(
                  "host-broken-off",
                  "The connection to the host %s broke off.".formatted(host),
                  "Deploy again.");
        };
    failure.initCause(cause);
    return failure;
  }

  private static DeploymentFailure unreachable(String host) {
    return new DeploymentFailure(
        "host-unreachable",
        "The host %s can't be reached.".formatted(host),
        "Check the repository's URL, and that the platform's machine has a way to that host.");
  }

  /// Throws if `status` is an answer after which there is no going on.
  static void check(int status, URL url) {
    switch (status) {
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          throw new DeploymentFailure(
              "repository-private",
              "The host %s shows the repository only to those who sign in."
                  .formatted(AllowedHosts.name(url)),
              "The repository is private, or its name is wrong: hosts answer the same to both. Check"
                  + " the URL, or make the repository public.");
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE ->
          throw new DeploymentFailure(
              "repository-not-found",
              "The host %s has no such repository.".formatted(AllowedHosts.name(url)),
              "Check the repository's URL; it may have been renamed, deleted or made private.");
      default -> {
        if (status == TOO_MANY_REQUESTS || status >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
          throw new DeploymentFailure(
              "host-failed",
              "The host %s answered with status %d.".formatted(AllowedHosts.name(url), status),
              "Deploy again when the Git host works again.");
        }
      }
    }
  }

  static DeploymentFailure notGit(URL url) {
    return new DeploymentFailure(
        "not-a-repository",
        "What is at that URL of %s is not a Git repository.".formatted(AllowedHosts.name(url)),
        "Use the URL that `git clone` takes, not that of a page about the repository.");
  }
}
