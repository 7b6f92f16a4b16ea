package dev.slipway.artifact.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputReaderTest {

  private static final OutputRules BUILT = new OutputRules("", new Limits(100, 10_000), true);
  private static final OutputRules SOURCE = new OutputRules("", new Limits(100, 10_000), false);

  @TempDir private Path folder;

  @Test
  void readsFilesInTheOrderOfAManifest() throws IOException {
    var tar =
        new HostileTar()
            .folder("./")
            .folder("./b/")
            .file("./b/c.txt", "c")
            .file("./b.txt", "b")
            .file("./a.txt", "aa");

    assertThat(contents(tar.end(), BUILT)).containsExactly("a.txt=aa", "b.txt=b", "b/c.txt=c");
  }

  @Test
  void stripsThePrefix() throws IOException {
    var rules = new OutputRules("site/dist", BUILT.limits(), true);
    var tar = new HostileTar().folder("site/").folder("site/dist/").file("site/dist/a", "1");

    assertThat(contents(tar.end(), rules)).containsExactly("a=1");
  }

  @Test
  void readsLongAndForeignNames() throws IOException {
    var longest = "x".repeat(255);
    var tar =
        new HostileTar()
            .file("d/" + longest, "1")
            .pax("path=größe/日本語 👩‍👩‍👧.html")
            .file("short", "2")
            .file("style.css?v=ü", "3");

    assertThat(contents(tar.end(), BUILT))
        .containsExactly("d/" + longest + "=1", "größe/日本語 👩‍👩‍👧.html=2", "style.css?v=ü=3");
  }

  @Test
  void readsNamesInTwoPartsAsTheEngineWritesThem() throws IOException {
    var folder = "d".repeat(60) + "/" + "e".repeat(30);
    var tar =
        new HostileTar()
            .inTwoParts("d".repeat(60), "e".repeat(30) + "/", '5', "")
            .inTwoParts(folder, "a.txt", '0', "1");

    assertThat(contents(tar.end(), BUILT)).containsExactly(folder + "/a.txt=1");
  }

  @Test
  void leavesOutWhatIsHiddenAndSaysSo() throws IOException {
    var tar =
        new HostileTar()
            .file("index.html", "1")
            .file(".env", "SECRET")
            .file("docs/.env.local", "SECRET")
            .folder(".git/")
            .file(".git/config", "url")
            .file(".git/re\nfs", "x")
            .header(".git/pipe", '6', 0, "")
            .file(".well-known/security.txt", "2")
            .symbolicLink("env.txt", ".env")
            .symbolicLink("config", ".git/config");

    var output = read(tar.end(), BUILT);

    assertThat(output.files())
        .extracting(OutputFile::path)
        .containsExactly(".well-known/security.txt", "index.html");
    assertThat(output.notes())
        .containsExactly(
            "Left out \".env\", \".git\", \"docs/.env.local\": names that begin with a dot are"
                + " not published, except \".well-known\".",
            "Left out \"config\", \"env.txt\": links to what is not published.");
  }

  @Test
  void leavesOutTheModulesOfARepositoryOnly() throws IOException {
    var tar = new HostileTar().file("a", "1").file("node_modules/b/c.js", "2");
    var same = new HostileTar().file("a", "1").file("node_modules/b/c.js", "2");

    assertThat(read(tar.end(), SOURCE).notes()).singleElement().asString().contains("node_modules");
    assertThat(contents(same.end(), BUILT)).containsExactly("a=1", "node_modules/b/c.js=2");
  }

  @Test
  void copiesWhatLinksInsideLeadTo() throws IOException {
    var tar =
        new HostileTar()
            .file("v3/index.html", "3")
            .file("v3/deep/a.js", "js")
            .symbolicLink("latest", "newest")
            .symbolicLink("newest", "./v3/")
            .symbolicLink("v3/home.html", "../latest/index.html")
            .hardLink("copy.html", "v3/home.html");

    assertThat(contents(tar.end(), BUILT))
        .containsExactly(
            "copy.html=3",
            "latest/deep/a.js=js",
            "latest/home.html=3",
            "latest/index.html=3",
            "newest/deep/a.js=js",
            "newest/home.html=3",
            "newest/index.html=3",
            "v3/deep/a.js=js",
            "v3/home.html=3",
            "v3/index.html=3");
  }

  @Test
  void readsAHardLinkBelowThePrefix() throws IOException {
    var rules = new OutputRules("dist", BUILT.limits(), true);
    var tar = new HostileTar().file("dist/a", "1").hardLink("dist/b", "dist/a");

    assertThat(contents(tar.end(), rules)).containsExactly("a=1", "b=1");
  }

  @Test
  void refusesLinksThatLeaveTheFolder() {
    refuses("output-link-outside", tar().symbolicLink("a", "/etc/passwd"));
    refuses("output-link-outside", tar().symbolicLink("a", "../../etc/passwd"));
    refuses("output-link-outside", tar().symbolicLink("a/b", "../../x"));
    refuses("output-link-outside", tar().symbolicLink("a", "b/../..").folder("b/"));
    refuses("output-link-outside", tar().symbolicLink("a", "b").symbolicLink("b", "/"));
    refuses("output-link-outside", tar().hardLink("a", "../etc/passwd"));
    refuses("output-link-outside", tar().hardLink("a", "/etc/passwd"));
  }

  @Test
  void refusesLinksThatLeadNowhere() {
    refuses("output-link-broken", tar().symbolicLink("a", "missing"));
    refuses("output-link-broken", tar().symbolicLink("a", "index.html/b"));
    refuses("output-link-broken", tar().hardLink("a", "missing"));
  }

  @Test
  void refusesLinksThatLeadToThemselves() {
    refuses("output-link-loop", tar().symbolicLink("a", "a"));
    refuses("output-link-loop", tar().symbolicLink("a", "b").symbolicLink("b", "a"));
    refuses("output-link-loop", tar().symbolicLink("a", "."));
    refuses("output-link-loop", tar().symbolicLink("a/b/c", "../../a"));
    refuses("output-link-loop", tar().symbolicLink("a/b", "../c").symbolicLink("c/d", "../a"));
    refuses("output-link-loop", tar().hardLink("a", "a"));
  }

  @Test
  void stopsWhatLinksMultiply() {
    var bomb = tar().folder("f0/");
    for (var i = 0; i < 30; i++) {
      bomb.symbolicLink("f" + (i + 1) + "/a", "../f" + i)
          .symbolicLink("f" + (i + 1) + "/b", "../f" + i);
    }
    var bytes = tar().file("a", "x".repeat(4_000));
    IntStream.range(0, 3).forEach(i -> bytes.symbolicLink("b" + i, "a"));

    refuses("output-too-many-files", bomb);
    refuses("output-too-large", bytes);
  }

  @Test
  void refusesAnEntryThroughALink() {
    refuses("output-path-collision", tar().symbolicLink("a", "b").folder("b/").file("a/c", "1"));
    refuses("output-path-collision", tar().file("a/c", "1").symbolicLink("a", "b"));
    refuses("output-path-collision", tar().file("a", "1").file("a/b", "2"));
    refuses("output-path-collision", tar().file("a", "1").folder("a/"));
  }

  @Test
  void refusesPathsThatAreNotPlain() {
    refuses("output-path-absolute", tar().file("/etc/passwd", "x"));
    refuses("output-path-outside", tar().file("../x", "x"));
    refuses("output-path-outside", tar().file("a/../../x", "x"));
    refuses("output-path-outside", tar().folder("a/.."));
    refuses("output-path-malformed", tar().file("a//b", "x"));
    refuses("output-path-malformed", tar().file("a/./b", "x"));
    refuses("output-path-malformed", tar().file("", "x"));
    refuses("output-path-malformed", tar().file("a/", ""));
    refuses("output-path-characters", tar().file("a\nb", "x"));
    refuses("output-path-characters", tar().file("a\u001b[31m", "x"));
    refuses("output-path-characters", tar().file("exe\u202egnp.html", "x"));
    refuses("output-path-characters", tar().file("a\\b", "x"));
    refuses("output-path-encoding", tar().header("a\u00ff".getBytes(ISO_8859_1), '0', 0, ""));
    refuses("output-path-too-long", tar().file("x".repeat(256), "x"));
    refuses("output-path-too-long", tar().file("ä".repeat(150), "x"));
    refuses("output-path-too-long", tar().file(("x".repeat(200) + "/").repeat(6) + "x", "x"));
    refuses("output-path-too-long", tar().file("d/".repeat(4096) + "x", "x"));
    refuses("output-path-too-deep", tar().file("d/".repeat(64) + "x", "x"));
  }

  @Test
  void refusesWhatLiesBesideThePrefix() {
    var rules = new OutputRules("dist", BUILT.limits(), true);
    var beside = new HostileTar().file("dist/a", "1").file("distant", "2").end();
    var link = new HostileTar().symbolicLink("dist", "/etc").end();

    assertThatThrownBy(() -> read(beside, rules)).hasMessageContaining("output-path-outside");
    assertThatThrownBy(() -> read(link, rules)).hasMessageContaining("output-not-a-folder");
  }

  @Test
  void refusesWhatIsNoFile() {
    refuses("output-special-file", tar().header("dev", '3', 0, ""));
    refuses("output-special-file", tar().header("disk", '4', 0, ""));
    refuses("output-special-file", tar().header("pipe", '6', 0, ""));
    refuses("output-special-file", tar().header("what", 'Z', 0, ""));
    refuses("output-sparse-file", tar().header("holes", 'S', 0, ""));
    refuses("output-sparse-file", tar().pax("GNU.sparse.size=1048576").header("holes", '0', 0, ""));
  }

  @Test
  void readsNothingOfATebibyteOfHoles() {
    var tar = tar().pax("GNU.sparse.realsize=1099511627776").header("holes", '0', 0, "");

    assertThatThrownBy(() -> read(tar.end(), BUILT)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesPathsThatPeopleCannotTellApart() {
    refuses("output-path-duplicate", tar().file("a", "1").file("a", "1"));
    refuses("output-path-duplicate", tar().file("a", "1").file("./a", "2"));
    refuses("output-path-collision", tar().file("A.html", "1").file("a.html", "2"));
    refuses("output-path-collision", tar().file("straße", "1").file("STRASSE", "2"));
    refuses("output-path-collision", tar().file("caf\u00e9", "1").file("cafe\u0301", "2"));
    refuses("output-path-collision", tar().file("docs", "1").file("Docs/a", "2"));
  }

  @Test
  void namesThePathWithoutObeyingIt() {
    var tar = tar().file("a\u001b]0;x\u0007\u202e", "x");

    assertThatThrownBy(() -> read(tar.end(), BUILT))
        .hasMessageContaining("\"a\\u{1b}]0;x\\u{7}\\u{202e}\"")
        .hasMessageContaining("Rename it");
  }

  @Test
  void stopsAtTheLimitsBeforeReadingOn() {
    var large = new HostileTar().header("one-tebibyte.bin", '0', 1L << 32, "").cutOff();
    var endless = new EndlessTar('0');
    var endlessFolders = new EndlessTar('5');

    assertThatThrownBy(() -> read(large, BUILT)).hasMessageContaining("output-too-large");
    assertThatThrownBy(() -> read(endless, BUILT)).hasMessageContaining("output-too-many-files");
    assertThatThrownBy(() -> read(endlessFolders, BUILT))
        .hasMessageContaining("output-too-many-files");
    assertThat(endless.entries()).isLessThan(150);
    assertThat(endlessFolders.entries()).isLessThan(1_300);
  }

  @Test
  void countsFoldersThatAreOnlyImplied() {
    var tar = tar();
    IntStream.range(0, 90).forEach(i -> tar.file("d" + i + "/x".repeat(30) + "/f", ""));

    refuses("output-too-many-files", tar);
  }

  @Test
  void holdsNoEndlessHeaderInMemory() {
    var longName = new HostileTar().header("././@LongLink", 'L', 8L << 30, "").cutOff();
    var chain = new HostileTar();
    IntStream.range(0, 2_000).forEach(_ -> chain.pax("comment=x"));

    assertThatThrownBy(() -> read(new Padded(longName), BUILT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of headers");
    assertThatThrownBy(() -> read(chain.file("a", "1").end(), BUILT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of headers");
  }

  @Test
  void noticesThatTheTarIsCutOff() {
    var betweenEntries = new HostileTar().file("a", "1").cutOff();
    var inABody = new HostileTar().header("a", '0', 2000, "").body("1".getBytes(UTF_8)).cutOff();

    assertThatThrownBy(() -> read(betweenEntries, BUILT)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(inABody, BUILT)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAFolderWithoutFiles() {
    var empty = new HostileTar().folder("./").folder("a/").file(".env", "x").end();

    assertThatThrownBy(() -> read(empty, BUILT)).hasMessageContaining("empty-output");
  }

  private void refuses(String code, HostileTar tar) {
    assertThatThrownBy(() -> read(tar.end(), BUILT)).hasMessageStartingWith(code + ": ");
  }

  private static HostileTar tar() {
    return new HostileTar().file("index.html", "1");
  }

  private OutputFolder read(InputStream tar, OutputRules rules) throws IOException {
    try (var spool = Spool.in(folder)) {
      return OutputReader.read(tar, rules, spool);
    }
  }

  private List<String> contents(InputStream tar, OutputRules rules) throws IOException {
    try (var spool = Spool.in(folder)) {
      var files = OutputReader.read(tar, rules, spool).files();
      var contents = new ArrayList<String>();
      for (var file : files) {
        var content = new String(spool.open(file.body()).readAllBytes(), UTF_8);
        contents.add(file.path() + "=" + content);
      }
      return contents;
    }
  }
}
