package dev.slipway.process.settings;

import dev.slipway.core.retention.RetentionPolicy;
import dev.slipway.core.retention.RetentionPolicy.Ages;
import dev.slipway.core.retention.RetentionPolicy.Budgets;
import java.time.Duration;

/// Reads what is to be kept, for every program that cleans or tells what would be cleaned.
public final class RetentionSettings {

  private static final RetentionPolicy USUAL = RetentionPolicy.USUAL;

  private RetentionSettings() {}

  /// Returns what `settings` say, and the usual for the rest.
  public static RetentionPolicy read(Settings settings) {
    var ages = USUAL.ages();
    var budgets = USUAL.budgets();
    var young = settings.time("SLIPWAY_KEEP_YOUNG", ages.young());
    var longest = settings.time("SLIPWAY_KEEP_LONGEST", ages.longest());
    if (longest.compareTo(young) < 0) {
      settings.reject("SLIPWAY_KEEP_LONGEST", Amounts.written(longest), "no less than keep.young");
      longest = young;
    }
    return new RetentionPolicy(
        settings.number("SLIPWAY_KEEP_RECENT", USUAL.recent()),
        grace(settings),
        new Ages(
            young,
            longest,
            settings.time("SLIPWAY_KEEP_LOGS", ages.logs()),
            settings.time("SLIPWAY_KEEP_IMAGES", ages.images())),
        new Budgets(
            settings.size("SLIPWAY_KEEP_PROJECT", budgets.project()),
            settings.size("SLIPWAY_KEEP_ARTIFACTS", budgets.total())));
  }

  /// Returns how long it matters what a host showed before, which also those have to know who
  /// serve.
  public static Duration grace(Settings settings) {
    return settings.time("SLIPWAY_KEEP_GRACE", USUAL.grace());
  }
}
