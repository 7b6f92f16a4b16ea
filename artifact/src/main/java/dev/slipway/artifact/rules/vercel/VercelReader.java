package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.artifact.rules.PathStyle.TrailingSlash;
import dev.slipway.artifact.rules.model.HeaderRule;
import dev.slipway.artifact.rules.model.RedirectRule;
import dev.slipway.artifact.rules.source.PathWishes;
import dev.slipway.artifact.rules.source.RuleFault;
import dev.slipway.artifact.rules.source.RuleFile;
import dev.slipway.artifact.rules.source.RuleNote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads one `vercel.json`. What can't be used is noted, and the rest counts.
public final class VercelReader {

  private final RuleFile file;
  private final List<RedirectRule> redirects = new ArrayList<>();
  private final List<HeaderRule> headers = new ArrayList<>();
  private final List<RuleNote> notes = new ArrayList<>();

  private VercelReader(RuleFile file) {
    this.file = file;
  }

  /// Returns what `file` says about serving.
  public static VercelRules read(RuleFile file) {
    return new VercelReader(file).read();
  }

  private VercelRules read() {
    var wishes = PathWishes.NONE;
    try {
      switch (Json.parse(file.text())) {
        case Json.Fields settings -> wishes = read(settings);
        case Json other -> note(other.line(), "Nothing in it counts: it is not an object.");
      }
    } catch (Json.Malformed e) {
      note(e.line(), "Nothing in it counts: " + e.getMessage() + ".");
    }
    notes.sort(Comparator.comparingInt(note -> note.origin().line()));
    return new VercelRules(redirects, headers, wishes, notes);
  }

  private PathWishes read(Json.Fields settings) {
    settings
        .field("routes")
        .ifPresent(routes ->
            note(
                routes.line(),
                "\"routes\" does not count: write \"redirects\", \"rewrites\" and \"headers\" instead."));
    settings
        .field("bulkRedirectsPath")
        .ifPresent(path ->
            note(
                path.line(),
                "Bulk redirects don't count: write them into \"redirects\", or into a _redirects file."));
    each(settings, "redirects", rule -> redirects.add(RuleForms.redirect(rule, origin(rule))));
    each(settings, "rewrites", rule -> redirects.add(RuleForms.rewrite(rule, origin(rule))));
    each(settings, "headers", this::header);
    return new PathWishes(
        flag(settings, "cleanUrls"),
        flag(settings, "trailingSlash")
            .map(always -> always ? TrailingSlash.FORCE : TrailingSlash.DROP));
  }

  private void header(Json.Fields rule) {
    var origin = origin(rule);
    headers.add(
        RuleForms.header(
            rule, origin, (line, why) -> notes.add(new RuleNote(at(origin, line), why))));
  }

  private void each(Json.Fields settings, String name, Consumer<Json.Fields> reading) {
    settings
        .field(name)
        .ifPresent(list -> {
          if (!(list instanceof Json.Items(var _, var rules))) {
            note(list.line(), "\"%s\" does not count: it is not a list.".formatted(name));
            return;
          }
          for (var rule : rules) {
            read(rule, name, reading);
          }
        });
  }

  private void read(Json rule, String list, Consumer<Json.Fields> reading) {
    if (!(rule instanceof Json.Fields fields)) {
      note(rule.line(), "An entry of \"%s\" does not count: it is not an object.".formatted(list));
      return;
    }
    try {
      reading.accept(fields);
    } catch (RuleFault e) {
      notes.add(new RuleNote(origin(fields), e.why()));
    }
  }

  private Optional<Boolean> flag(Json.Fields settings, String name) {
    return settings
        .field(name)
        .flatMap(value -> {
          if (value instanceof Json.Flag(var _, var flag)) {
            return Optional.of(flag);
          }
          note(
              value.line(), "\"%s\" does not count: it is neither true nor false.".formatted(name));
          return Optional.empty();
        });
  }

  private void note(int line, String why) {
    notes.add(new RuleNote(file.origin(line, ""), why));
  }

  private Origin origin(Json.Fields rule) {
    return file.origin(rule.line(), RuleForms.shown(rule));
  }

  private static Origin at(Origin origin, int line) {
    return new Origin(origin.file(), line, origin.text());
  }
}
