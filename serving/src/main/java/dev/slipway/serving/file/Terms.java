package dev.slipway.serving.file;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;

/// On what terms a host hands out its files.
///
/// @param scheme by which visitors come, `http` or `https`
/// @param fixed whether the host will always serve these files
/// @param indexed whether search engines may list them
public record Terms(String scheme, boolean fixed, boolean indexed) {

  static final String FOR_A_YEAR = "public, max-age=31536000, immutable";
  static final String ASK_EACH_TIME = "public, max-age=0, must-revalidate";
  static final String NEVER_STORE = "no-store";

  private static final String BRANCH_MARK = "--";

  /// Returns the terms of the host `label` below `domain`, which serves `route`.
  ///
  /// Search engines are to know the production host alone, whatever it shows, and not the
  /// deployments and branches that show the same.
  public static Terms of(Domain domain, HostLabel label, Route.Ready route) {
    boolean branch = label.value().contains(BRANCH_MARK);
    return new Terms(domain.scheme(), route.fixed(), !branch && !route.fixed());
  }

  /// Adds to `fields` those that every answer of the host has.
  void addTo(Fields fields) {
    fields.set("X-Content-Type-Options", "nosniff", "for every answer of a site");
    fields.set("Referrer-Policy", "strict-origin-when-cross-origin", "for every answer of a site");
    if (!indexed) {
      fields.set("X-Robots-Tag", "noindex", "search engines are to list the production host alone");
    }
  }

  /// Adds to `fields` for how long `form` may be kept; `own` tells whether it is asked for by its
  /// own path, and not by one that shows other files at other times.
  ///
  /// A page is asked for each time even where it can't change: its deployment may get protected or
  /// be removed.
  void addCaching(Fields fields, Form form, boolean own) {
    boolean page = form.file().contentType().startsWith("text/html");
    if (form.file().immutable() && own) {
      fields.set("Cache-Control", FOR_A_YEAR, "the name of the file changes with its content");
    } else if (fixed && !page) {
      fields.set("Cache-Control", FOR_A_YEAR, "this host always shows this deployment");
    } else {
      fields.set(
          "Cache-Control",
          ASK_EACH_TIME,
          page ? "pages are asked for each time" : "the path may show something else tomorrow");
    }
  }
}
