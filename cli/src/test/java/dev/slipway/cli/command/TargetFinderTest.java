package dev.slipway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.core.project.BranchName;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.checkout.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFinderTest {

  @TempDir private Path folder;
  private TargetFinder finder;

  @BeforeEach
  void open() {
    finder = new TargetFinder(new Screen().terminal(), DataFolder.open(folder.resolve("data")));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          my-site,           my-site
          My Site,           my-site
          site.git,          site
          Site.GIT,          site
          'a  b__c..d',      a-b-c-d
          --x--,             x
          2024,              site
          Größe,             gr-e
          日本,               site
          '',                site
          .git,              site
          www,               site
          api,               site
          aaaaaaaaaabbbbbbbbbbccccccccccddddddddd-eeee, aaaaaaaaaabbbbbbbbbbccccccccccddddddddd
          0af1b2c3-0000-4000-8000-000000000000, site
          """)
  void makesANameOfWhatItCan(String text, String name) {
    assertThat(TargetFinder.name(text).value()).isEqualTo(name);
  }

  @Test
  void takesAPlainFolderAsItIs() throws IOException, InterruptedException {
    var target = finder.find(site("one/site", "index.html").toString());

    assertThat(target.project().value()).isEqualTo("site");
    assertThat(target.branch()).isEqualTo(new BranchName("main"));
    assertThat(target.needsContainer()).isFalse();
    assertThat(Path.of(target.repository().value()).getParent())
        .isEqualTo(folder.resolve("data/examples"));
  }

  @Test
  void keepsFoldersOfTheSameNameApart() throws IOException, InterruptedException {
    var one = finder.find(site("one/site", "index.html").toString());
    var two = finder.find(site("two/site", "index.html").toString());
    var again = finder.find(folder.resolve("one/../one/site").toString());

    assertThat(one.project()).isEqualTo(two.project());
    assertThat(one.repository()).isNotEqualTo(two.repository());
    assertThat(again.repository()).isEqualTo(one.repository());
  }

  @Test
  void knowsThatAPackageNeedsAContainer() throws IOException, InterruptedException {
    var target = finder.find(site("app", "package.json").toString());

    assertThat(target.needsContainer()).isTrue();
  }

  @Test
  void takesTheCommitOfARepository() throws IOException, InterruptedException {
    var bare = folder.resolve("shop.git");
    var made = FolderSnapshot.take(site("shop", "index.html"), bare, CheckoutLimits.USUAL.tree());

    var target = finder.find(bare.toString());

    assertThat(target.project().value()).isEqualTo("shop");
    assertThat(Path.of(target.repository().value())).isEqualTo(bare);
    assertThat(target.commit()).isEqualTo(made.commit());
  }

  @Test
  void publishesNoDataFolder() throws IOException {
    Files.writeString(folder.resolve("index.html"), "hello");

    assertThatThrownBy(() -> finder.find(folder.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/x.git",
        "ssh://git@example.com/x.git",
        "https://user:password@example.com/x.git",
        "file://host/x",
        "https:///x"
      })
  void refusesUrlsThatMayNotBeCloned(String text) {
    assertThatThrownBy(() -> finder.find(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must be an https URL");
  }

  @Test
  void saysThatThereIsNoFolder() {
    assertThatThrownBy(() -> finder.find(folder.resolve("none").toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("There is no folder " + folder.resolve("none"));
    assertThatThrownBy(() -> finder.find("git@github.com:a/b.git"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> finder.find("a\0b")).isInstanceOf(UsageException.class);
  }

  @Test
  void saysThatAFileIsNoFolder() throws IOException {
    var file = site("one", "index.html").resolve("index.html");

    assertThatThrownBy(() -> finder.find(file.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is a file");
  }

  private Path site(String name, String file) throws IOException {
    var site = Files.createDirectories(folder.resolve(name));
    Files.writeString(site.resolve(file), "{}");
    return site;
  }
}
