package dev.slipway.artifact.rules;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A visit that is made up.
///
/// @param headers by their names in lower case
public record SampleVisit(
    String scheme, String host, String path, String query, Map<String, String> headers)
    implements Visit {

  public static SampleVisit of(String path) {
    var question = path.indexOf('?');
    return new SampleVisit(
        "https",
        "site.test",
        question < 0 ? path : path.substring(0, question),
        question < 0 ? "" : path.substring(question + 1),
        Map.of());
  }

  public SampleVisit with(String name, String value) {
    return new SampleVisit(scheme, host, path, query, Map.of(name, value));
  }

  public SampleVisit at(String otherScheme, String otherHost) {
    return new SampleVisit(otherScheme, otherHost, path, query, headers);
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
