package dev.slipway.serving.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.rules.Rules;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Body;
import dev.slipway.serving.testing.SmallSite;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/// A small site with rules that a test spells out, usually on its production host.
final class TestSite implements AutoCloseable {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
  private static final Terms PRODUCTION = new Terms("https", false, true);

  private final Artifact artifact;
  private final SiteFiles files;

  private TestSite(Artifact artifact, Rules rules, Terms terms, Earlier earlier) {
    this.artifact = artifact;
    this.files = new SiteFiles(new Shown(artifact, rules, earlier), terms, CLOCK);
  }

  static TestSite of(Path folder, Rules rules, String... paths) {
    return of(folder, rules, PRODUCTION, new SmallSite(paths));
  }

  static TestSite of(Path folder, Rules rules, Terms terms, SmallSite site) {
    return new TestSite(Artifact.open(site.pack(folder)), rules, terms, Earlier.NONE);
  }

  /// Returns a site whose host showed `earlier` until a short while ago.
  static TestSite after(Path folder, Earlier earlier, Rules rules, String... paths) {
    var artifact = Artifact.open(new SmallSite(paths).pack(folder));
    return new TestSite(artifact, rules, PRODUCTION, earlier);
  }

  Answer answer(AskedFor request) {
    return files.answer(request);
  }

  Answer get(String target) {
    return answer(AskedFor.get(target));
  }

  /// Returns the body of the answer to `GET target`; empty for none.
  String body(String target) {
    return body(get(target));
  }

  String body(Answer answer) {
    var bytes = new ByteArrayOutputStream();
    switch (answer.body()) {
      case Body.None _ -> {}
      case Body.Text(var text) -> bytes.writeBytes(text);
      case Body.Whole(var extent) -> bytes.writeBytes(artifact.read(extent).array());
      case Body.Parts(var parts) ->
          parts.forEach(part -> {
            bytes.writeBytes(part.before());
            bytes.writeBytes(artifact.read(part.extent()).array());
          });
    }
    return bytes.toString(UTF_8);
  }

  @Override
  public void close() {
    artifact.close();
  }
}
