package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two static servers as processes, on a real PostgreSQL and a real Redis: what an alias shows is
/// the same on both a second after it moved.
class ShownEverywhereIT {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private ServerProfile platform;
  private List<SiteProcess> servers;

  @BeforeEach
  void start() throws IOException {
    platform = new ServerProfile(folder);
    servers =
        List.of(
            SiteProcess.start(platform.environment()), SiteProcess.start(platform.environment()));
  }

  @AfterEach
  void stop() {
    servers.forEach(SiteProcess::close);
    platform.close();
  }

  @Test
  void showsWhatIsPublishedRolledBackAndPromoted() throws IOException, InterruptedException {
    var first = platform.publish("main", platform.store(site("first")));
    expect("shop", "first");

    var second = platform.publish("main", platform.store(site("second")));
    expect("shop", "second");

    platform.show(first);
    expect("shop", "first");
    expect("main--shop", "second");

    var preview = platform.publish("next", platform.store(site("preview")));
    expect("next--shop", "preview");
    expect("shop", "first");

    platform.show(preview);
    expect("shop", "preview");
    for (var server : servers) {
      assertThat(server.get("shop", "/").headers().firstValue("X-Robots-Tag")).isEmpty();
      assertThat(server.get("next--shop", "/").headers().firstValue("X-Robots-Tag"))
          .contains("noindex");
      assertThat(server.get(second.shortId().value(), "/").body()).isEqualTo("second");
      assertThat(server.get(second.id().value().toString(), "/").body()).isEqualTo("second");
    }
  }

  @Test
  void showsItThoughRedisIsAway() throws IOException, InterruptedException {
    var first = platform.publish("main", platform.store(site("first")));
    expect("shop", "first");

    platform.redis().kill();
    platform.publish("main", platform.store(site("second")));
    expect("shop", "second");
    platform.show(first);
    expect("shop", "first");
    platform.redis().startAgain();
    platform.publish("main", platform.store(site("third")));

    expect("shop", "third");
  }

  @Test
  void showsThatABranchIsGoneAndBack() throws IOException, InterruptedException {
    platform.publish("main", platform.store(site("main")));
    var preview = platform.publish("next", platform.store(site("preview")));
    expect("next--shop", "preview");

    platform.delete("next");
    expect("next--shop", "This branch was deleted");
    expect("shop", "main");
    expect(preview.shortId().value(), "preview");

    platform.publish("next", platform.store(site("back")));
    expect("next--shop", "back");
  }

  private static SampleSite site(String text) {
    return new SampleSite().page("index.html", text);
  }

  /// Expects that every server shows `text` on the host `label` in all answers to questions that
  /// are asked a second from now or later.
  private void expect(String label, String text) throws IOException, InterruptedException {
    long until = System.nanoTime() + SECOND.toNanos();
    for (var server : servers) {
      boolean late;
      String body;
      do {
        late = System.nanoTime() - until > 0;
        body = server.get(label, "/").body();
      } while (!late && !body.contains(text));
      assertThat(body).contains(text);
    }
  }
}
