package dev.slipway.artifact.rules.netlify;

import dev.slipway.artifact.rules.SampleVisit;

/// Where we mean to answer otherwise than Netlify's matcher: all the kinds that there are.
///
/// Status, target and whether it wins over a file, or `-` for no match.
enum Difference {
  PROXY(
      "Nothing is fetched from other servers: the rule is refused, its line noted.",
      "/a/* https://other.test/:splat 200",
      SampleVisit.of("/a/b"),
      "200 https://other.test/b",
      "-"),
  CIRCLE(
      "Browsers give up on a redirect to the same path; with and without a slash it is the same.",
      "/a /a/ 301",
      SampleVisit.of("/a"),
      "301 /a/",
      "-"),
  HOST_OF_THE_VISITOR(
      "Anybody could make links of this site that lead anywhere.",
      "/:x https://:x/ 302",
      SampleVisit.of("/evil.test"),
      "302 https://evil.test/",
      "-"),
  HOST_WITHOUT_SCHEME(
      "Two slashes at the start are a host to browsers, and mostly a mistake.",
      "/a //other.test/ 302",
      SampleVisit.of("/a"),
      "302 //other.test/",
      "-"),
  SLASHES(
      "What is captured must not turn a path into a host.",
      "/*/b/* /:splat/:splat 302",
      SampleVisit.of("/b"),
      "302 //",
      "302 /"),
  STAR_BEFORE_STAR(
      "The first takes all it can; Netlify gives it everything at the root, and elsewhere nothing.",
      "/a/*/* /t/:splat",
      SampleVisit.of("/a/b/c"),
      "301 /t/",
      "301 /t/b/c"),
  STAR_BEFORE_NAME(
      "A * takes all it can, also before what may be anything.",
      "/a/*/:x/d/* /t/:x",
      SampleVisit.of("/a/b/d/d/c"),
      "301 /t/b",
      "301 /t/d"),
  TWO_STARS(
      "Where there are several ways to share a path between them, the first takes all it can.",
      "/a/*/d/* /t/:splat",
      SampleVisit.of("/a/d/c/d/e"),
      "301 /t/",
      "301 /t/d/c"),
  LONGER_NAMES(
      "Names are filled in the longest first, so that none is taken for the start of another.",
      "/:x/:xy /t/:xy 301",
      SampleVisit.of("/a/b"),
      "301 /t/ay",
      "301 /t/b"),
  UNKNOWN_STATUS(
      "A status that means nothing here is noted.",
      "/a /t 299",
      SampleVisit.of("/a"),
      "299 /t",
      "-"),
  CAPITALS_IN_HOST(
      "Hosts have no case, and visits have them in lower case.",
      "https://One.test/a /t",
      SampleVisit.of("/a").at("https", "one.test"),
      "-",
      "301 /t"),
  HOST_ALONE(
      "A host without a path is its root, as in any URL; Netlify's other parser reads it so too.",
      "https://one.test /t",
      SampleVisit.of("/").at("https", "one.test"),
      "-",
      "301 /t"),
  ESCAPED_PATH(
      "Paths are compared decoded, however either side writes them.",
      "/%C3%A4 /t",
      SampleVisit.of("/ä"),
      "-",
      "301 /t"),
  ESCAPED_QUERY(
      "Values of the query are compared decoded.",
      "/a p=a%20b /t",
      SampleVisit.of("/a?p=a%20b"),
      "-",
      "301 /t?p=a%20b"),
  SPACE_IN_VALUE(
      "In a path a space is %20; + would be a plus sign there.",
      "/a p=:p /t/:p?q=1", SampleVisit.of("/a?p=a%20b"), "301 /t/a+b?q=1", "301 /t/a%20b?q=1"),
  DECODED_PATH(
      "Their matcher gets paths as they are sent, ours decoded: ours encodes what it filled in.",
      "/a/:x /t/:x",
      SampleVisit.of("/a/b c"),
      "301 /t/b c",
      "301 /t/b%20c"),
  COUNTRY(
      "Where a visitor is from is not known here.",
      "/a /t 302 Country=us",
      SampleVisit.of("/a").with("x-country", "us"),
      "302 /t",
      "-");

  private final String why;
  private final String rule;

  @SuppressWarnings("ImmutableEnumChecker") // its headers are of Map.of
  private final SampleVisit visit;

  private final String theirs;
  private final String ours;

  Difference(String why, String rule, SampleVisit visit, String theirs, String ours) {
    this.why = why;
    this.rule = rule;
    this.visit = visit;
    this.theirs = theirs;
    this.ours = ours;
  }

  String why() {
    return why;
  }

  String rule() {
    return rule;
  }

  SampleVisit visit() {
    return visit;
  }

  String theirs() {
    return theirs;
  }

  String ours() {
    return ours;
  }
}
