package dev.slipway.artifact.rules.model;

import dev.slipway.artifact.rules.PathStyle;
import java.util.List;

/// All rules of one site.
///
/// @param redirects redirects and rewrites, in the order in which they are tried
/// @param headers what changes in the header of answers, in the order in which it is done
/// @param access who may see what; the last that matches decides
public record SiteRules(
    List<RedirectRule> redirects,
    List<HeaderRule> headers,
    List<AccessRule> access,
    PathStyle paths) {

  /// Those of a site that has none.
  public static final SiteRules NONE =
      new SiteRules(List.of(), List.of(), List.of(), PathStyle.USUAL);

  /// How many rules of all kinds a site may have.
  public static final int MOST = 100_000;

  public SiteRules {
    redirects = List.copyOf(redirects);
    headers = List.copyOf(headers);
    access = List.copyOf(access);
    if ((long) redirects.size() + headers.size() + access.size() > MOST) {
      throw new IllegalArgumentException("there are more than " + MOST + " rules");
    }
  }
}
