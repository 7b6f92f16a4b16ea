package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.SampleVisit;
import java.util.List;

/// Where we mean to differ from the routes that Vercel's compiler makes, with one example each.
enum Deviation {
  PASSES_NOTHING_ON(
      "a rewrite to another site would be a proxy",
      false,
      "{\"source\": \"/api/:path*\", \"destination\": \"https://api.example.com/:path*\"}",
      "/api/x",
      "200 https://api.example.com/x",
      "-"),
  LOOKS_AHEAD_AT_A_CERTAIN_PLACE_ONLY(
      "RE2 can't look ahead, and a second expression must begin at a place that is certain",
      true,
      "{\"source\": \"/(.*)/((?!b).*)\", \"destination\": \"/new\"}",
      "/a/c",
      "308 /new",
      "-"),
  NEEDS_A_SLASH(
      "where a relative destination leads depends on who asks",
      true,
      "{\"source\": \"/a/b\", \"destination\": \"new\"}",
      "/a/b",
      "308 new",
      "-"),
  LEAVES_HOSTS_AS_WRITTEN(
      "the same address",
      true,
      "{\"source\": \"/a/:id\", \"destination\": \"https://example.com?id=:id\"}",
      "/a/1",
      "308 https://example.com/?id=1",
      "308 https://example.com?id=1"),
  LEAVES_PARAMETERS_AS_WRITTEN(
      "the same to nearly every server, and what the site's owner wrote",
      true,
      "{\"source\": \"/a/:id\", \"destination\": \"/b/:id?x\"}",
      "/a/1",
      "308 /b/1?x=",
      "308 /b/1?x"),
  MATCHES_DECODED(
      "paths are matched decoded, so sources are decoded too",
      true,
      "{\"source\": \"/caf%C3%A9\", \"destination\": \"/new\"}",
      "/café",
      "-",
      "308 /new");

  final String why;
  final boolean redirect;
  final String rule;
  final String path;
  final String theirs;
  final String ours;

  Deviation(String why, boolean redirect, String rule, String path, String theirs, String ours) {
    this.why = why;
    this.redirect = redirect;
    this.rule = rule;
    this.path = path;
    this.theirs = theirs;
    this.ours = ours;
  }

  Routing.Case example() {
    var rules = List.of(rule);
    return new Routing.Case(
        redirect ? rules : List.of(), redirect ? List.of() : rules, List.of(SampleVisit.of(path)));
  }
}
