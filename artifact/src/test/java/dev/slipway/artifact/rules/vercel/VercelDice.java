package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.SampleVisit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Makes up rules of a `vercel.json`, and visits that they may match; the same for the same seed.
final class VercelDice {

  private static final List<String> SEGMENTS =
      List.of(
          "a",
          "b",
          "B",
          "blog",
          "docs",
          "a.b",
          ":id",
          ":slug",
          ":id",
          ":idx",
          ":id(\\\\d+)",
          ":n([a-c]+)",
          ":id?",
          ":v(v[0-9]{1,2})",
          "(a|b)",
          "(?:a)",
          "x-:id",
          ":f.:e",
          ":id-:slug",
          "{:id-}?:slug",
          "a*",
          "b{/:id}?",
          "(.*)",
          "((?!api|b/).*)",
          "(a.*)");
  private static final List<String> LAST =
      List.of(
          "(.*)", ":path*", ":path+", ":path(.*)", "((?!api/|docs|.*\\\\.).*)", ":p((?!b).*)", "");
  private static final List<String> TARGETS =
      List.of(
          "/new",
          "/",
          "/index.html",
          "/new/:id",
          "/new/:path*",
          "/:slug/:id",
          "/x/$1",
          "/x/$2-$1",
          "/y?q=:id",
          "/y?q=:id&r=1#:slug",
          "https://example.com/:id",
          "https://example.com/",
          "https://example.com:8443/:path*",
          "https://example.com/$1?x=1",
          "/:idx/:id",
          "/:id-:slug",
          "/:n/:v",
          "/a b/:id",
          "/:c/:m",
          "/:host");
  private static final List<String> CONDITIONS =
      List.of(
          "\"has\": [{\"type\": \"query\", \"key\": \"c\"}]",
          "\"has\": [{\"type\": \"query\", \"key\": \"c\", \"value\": \"(?<m>[0-9]+)x?\"}]",
          "\"has\": [{\"type\": \"host\", \"value\": \"(?<m>[a-z]+)\\\\.test\"}]",
          "\"has\": [{\"type\": \"cookie\", \"key\": \"c\", \"value\": \"1\"}]",
          "\"missing\": [{\"type\": \"cookie\", \"key\": \"c\"}]",
          "\"missing\": [{\"type\": \"header\", \"key\": \"X-A\", \"value\": \"a.*\"}]");
  private static final List<String> STATUSES =
      List.of("\"permanent\": true", "\"permanent\": false", "\"statusCode\": 301", "\"x\": 1");
  private static final List<String> WORDS =
      List.of("a", "b", "A", "blog", "docs", "a.b", "12", "v1", "api", "x-7", "ab", "7-b", "abc");
  private static final List<String> QUERIES = List.of("", "", "c=1", "c=12x", "d=1&c=7");

  private final Random random;

  VercelDice(long seed) {
    this.random = new Random(seed);
  }

  Routing.Case next() {
    return new Routing.Case(
        Stream.generate(() -> rule(true)).limit(random.nextInt(4)).toList(),
        Stream.generate(() -> rule(false)).limit(1 + random.nextInt(3)).toList(),
        Stream.generate(this::visit).limit(20).toList());
  }

  private String rule(boolean redirect) {
    var source = new StringBuilder();
    for (var i = random.nextInt(3); i > 0; i--) {
      source.append('/').append(segment(source, SEGMENTS));
    }
    source.append('/').append(segment(source, random.nextInt(3) == 0 ? LAST : SEGMENTS));
    var rule =
        new StringBuilder(
            "{\"source\": \"%s\", \"destination\": \"%s\"".formatted(source, target(redirect)));
    if (redirect) {
      rule.append(", ").append(of(STATUSES));
    }
    if (random.nextInt(4) == 0) {
      rule.append(", ").append(of(CONDITIONS));
    }
    return rule.append('}').toString();
  }

  /// Returns one of `choices`; none that looks ahead where that is not read: [Deviation].
  private String segment(CharSequence before, List<String> choices) {
    var segment = of(choices);
    var plain = before.chars().allMatch(each -> "(?*+".indexOf(each) < 0);
    return plain || !segment.contains("(?!") ? segment : ":id";
  }

  private String target(boolean redirect) {
    var target = of(TARGETS);
    return redirect || target.startsWith("/") ? target : "/elsewhere";
  }

  private SampleVisit visit() {
    var path = new StringBuilder();
    for (var i = random.nextInt(4); i > 0; i--) {
      path.append('/').append(of(WORDS));
    }
    if (path.isEmpty() || random.nextInt(6) == 0) {
      path.append('/');
    }
    var query = of(QUERIES);
    var headers =
        switch (random.nextInt(5)) {
          case 0 -> Map.of("cookie", "c=1");
          case 1 -> Map.of("x-a", "abc");
          default -> Map.<String, String>of();
        };
    return new SampleVisit(
        "https",
        random.nextInt(4) == 0 ? "www.test" : "site.test",
        path.toString(),
        query,
        headers);
  }

  private String of(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
