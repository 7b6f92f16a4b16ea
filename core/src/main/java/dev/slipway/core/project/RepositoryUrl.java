package dev.slipway.core.project;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Where a project's repository is cloned from: an `https` URL, or a folder of this machine as a
/// `file` URL.
///
/// No other scheme and no user information is accepted: an `ssh` or `git` URL, or one that carries
/// a password, is a way around the checks at checkout. Whether a host or a folder may be cloned
/// from is decided there, by the configuration.
public record RepositoryUrl(URI value) {

  /// Says what is allowed, for a message to who wrote something else.
  public static final String ALLOWED =
      "an https URL without user name and password, or the absolute path of a folder";

  public RepositoryUrl {
    if (!valid(value)) {
      throw new IllegalArgumentException("repository must be " + ALLOWED + ": " + value);
    }
  }

  /// Returns the repository that `text`, a URL or an absolute path, names, or empty if it is
  /// neither.
  public static Optional<RepositoryUrl> parse(String text) {
    try {
      URI uri = text.startsWith("/") ? new URI("file", "", text, null) : new URI(text);
      return valid(uri) ? Optional.of(new RepositoryUrl(uri)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Tells whether this is a folder of this machine.
  public boolean isLocal() {
    return "file".equals(value.getScheme());
  }

  private static boolean valid(URI uri) {
    if (uri.getPath() == null || uri.getQuery() != null || uri.getFragment() != null) {
      return false;
    }
    return switch (uri.getScheme()) {
      case "https" -> uri.getHost() != null && uri.getUserInfo() == null;
      case "file" -> uri.getAuthority() == null && uri.getPath().startsWith("/");
      case null, default -> false;
    };
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
