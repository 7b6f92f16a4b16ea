package dev.slipway.serving.file;

import dev.slipway.artifact.Encoding;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a client says in `Accept-Encoding` (RFC 9110, section 12.5.3).
///
/// @param weights the weight of each coding that is named, in thousandths; `*` is a name too
record AcceptedEncodings(Map<String, Integer> weights) {

  /// What is chosen among the forms of a file.
  sealed interface Choice {

    /// The plain form.
    record Plain() implements Choice {}

    /// An encoded form.
    record Encoded(Encoding encoding) implements Choice {}

    /// None of the forms that there are.
    record Nothing() implements Choice {}
  }

  private static final String IDENTITY = "identity";
  private static final String ANY = "*";
  private static final int FULL = 1000;
  private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

  AcceptedEncodings {
    weights = Map.copyOf(weights);
  }

  /// Returns what `header` says; members that are malformed are passed over.
  static AcceptedEncodings parse(String header) {
    var weights = new HashMap<String, Integer>();
    for (var member : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = member.split(";", 2);
      var name = parts[0].strip();
      var weight = parts.length == 1 ? Optional.of(FULL) : weight(parts[1].strip());
      if (!name.isEmpty() && weight.isPresent()) {
        weights.put(name.equals("x-gzip") ? "gzip" : name, weight.get());
      }
    }
    return new AcceptedEncodings(weights);
  }

  /// Returns the form that the client likes best of the plain one and those `stored`; where it does
  /// not care, the first in the order of [Encoding].
  ///
  /// The plain form is the last resort: liked less than any coding that is named, refused only
  /// where the client says so.
  Choice choose(Collection<Encoding> stored) {
    Choice best = plainWeight() == 0 ? new Choice.Nothing() : new Choice.Plain();
    int weight = weights.getOrDefault(IDENTITY, 0);
    for (var encoding : Encoding.values()) {
      int own = stored.contains(encoding) ? weight(encoding) : 0;
      boolean better = best instanceof Choice.Encoded ? own > weight : own >= weight;
      if (own > 0 && better) {
        best = new Choice.Encoded(encoding);
        weight = own;
      }
    }
    return best;
  }

  private int weight(Encoding encoding) {
    return weights.getOrDefault(encoding.token(), weights.getOrDefault(ANY, 0));
  }

  private int plainWeight() {
    return weights.getOrDefault(IDENTITY, weights.getOrDefault(ANY, FULL));
  }

  /// Returns the thousandths of `q=0.5`; the grammar allows three decimals.
  private static Optional<Integer> weight(String parameter) {
    var parts = parameter.split("=", 2);
    if (parts.length < 2 || !parts[0].strip().equals("q")) {
      return Optional.empty();
    }
    var text = parts[1].strip();
    return WEIGHT.matcher(text).matches()
        ? Optional.of((int) Math.round(Double.parseDouble(text) * FULL))
        : Optional.empty();
  }
}
