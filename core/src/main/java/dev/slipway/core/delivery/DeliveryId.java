package dev.slipway.core.delivery;

import java.util.Optional;
import java.util.regex.Pattern;

/// The id that the sender gave to a delivery: GitHub's `X-GitHub-Delivery`, the same again when it
/// is redelivered.
public record DeliveryId(String value) {

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  public DeliveryId {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("delivery id must be 1 to 100 of A-Za-z0-9._-: " + value);
    }
  }

  /// Returns the id that `text` spells, or empty if it spells none.
  public static Optional<DeliveryId> parse(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new DeliveryId(text)) : Optional.empty();
  }
}
