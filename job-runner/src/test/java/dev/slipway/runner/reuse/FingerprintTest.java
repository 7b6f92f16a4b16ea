package dev.slipway.runner.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Manifest;
import dev.slipway.core.build.BuildKey;
import dev.slipway.core.build.BuildKeyWriter;
import dev.slipway.core.build.Trust;
import dev.slipway.runner.build.Builder;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.detect.Product;
import dev.slipway.runner.detect.install.Install;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final String TREE = "1234567890123456789012345678901234567890";
  private static final String IMAGE = "sha256:" + "ab".repeat(32);
  private static final Plan PLAN = plan("npm ci", "npm run build", "vite", List.of("dist"), true);
  private static final Fingerprint USUAL =
      new Fingerprint(TREE, PLAN, "", Map.of(), Trust.PRODUCTION);

  @Test
  void isTheSameForTheSame() {
    var again = new Fingerprint(TREE, PLAN, "", Map.of(), Trust.PRODUCTION);

    assertThat(again.key(IMAGE)).isEqualTo(USUAL.key(IMAGE));
  }

  @Test
  void isAnotherForWhateverDecidesWhatIsBuilt() {
    var keys =
        Stream.of(
                USUAL.key(IMAGE),
                USUAL.key("sha256:" + "cd".repeat(32)),
                new Fingerprint(TREE.replace('1', '2'), PLAN, "", Map.of(), Trust.PRODUCTION)
                    .key(IMAGE),
                new Fingerprint(TREE, PLAN, "v1", Map.of(), Trust.PRODUCTION).key(IMAGE),
                new Fingerprint(TREE, PLAN, "", Map.of("A", "1"), Trust.PRODUCTION).key(IMAGE),
                with(plan("npm install", "npm run build", "vite", List.of("dist"), true)),
                with(plan("npm ci", "vite build", "vite", List.of("dist"), true)),
                with(plan("npm ci", "npm run build", "astro", List.of("dist"), true)),
                with(plan("npm ci", "npm run build", "vite", List.of("out"), true)),
                with(plan("npm ci", "npm run build", "vite", List.of("dist", "out"), true)),
                with(plan("npm ci", "npm run build", "vite", List.of("dist"), false)),
                with(new Plan.StaticSite("", List.of())),
                with(new Plan.StaticSite("public", List.of())))
            .toList();

    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void isAnotherThanWhenPreviewsBuiltWithWhatOthersHadLeft() {
    var site = new Plan.StaticSite("public", List.of());

    assertThat(with(site)).isEqualTo(recorded(2)).isNotEqualTo(recorded(1));
  }

  /// Spells what a plain site is recorded by.
  private static BuildKey recorded(int packing) {
    return new BuildKeyWriter()
        .add("packing", Manifest.FORMAT + "." + packing)
        .add("tree", TREE)
        .add("builder", IMAGE)
        .add("variables", "")
        .add("environment", List.of())
        .add("vouched by", "repository")
        .add("static", "public")
        .key();
  }

  @Test
  void isAnotherWhereTextsAreDividedInAnotherWay() {
    var one = new Fingerprint(TREE, PLAN, "", Map.of("A", "1", "B", "2"), Trust.PREVIEW);
    var other = new Fingerprint(TREE, PLAN, "", Map.of("A", "1B=2"), Trust.PREVIEW);

    assertThat(one.key(IMAGE)).isNotEqualTo(other.key(IMAGE));
  }

  @Test
  void isTheSameForProductionAsForAPreview() {
    var preview = new Fingerprint(TREE, PLAN, "", Map.of(), Trust.PREVIEW);

    assertThat(preview.key(IMAGE)).isEqualTo(USUAL.key(IMAGE));
  }

  @Test
  void isAnotherForAFork() {
    var fork = new Fingerprint(TREE, PLAN, "", Map.of(), Trust.FORK);

    assertThat(fork.key(IMAGE)).isNotEqualTo(USUAL.key(IMAGE));
  }

  @Test
  void doesNotDependOnWhatIsSaidAboutThePlan() {
    var talkative = new Plan.StaticSite("", List.of("Plain site."));

    assertThat(with(talkative)).isEqualTo(with(new Plan.StaticSite("", List.of())));
  }

  private static Object with(Plan plan) {
    return new Fingerprint(TREE, plan, "", Map.of(), Trust.PRODUCTION).key(IMAGE);
  }

  private static Plan plan(
      String install, String build, String framework, List<String> outputs, boolean singlePage) {
    return new Plan.Build(
        Builder.NODE,
        "",
        Optional.of(new Install("", install, Optional.empty())),
        build,
        new Product(
            framework,
            outputs,
            singlePage,
            Optional.of("public"),
            List.of(),
            Optional.empty(),
            Optional.empty()),
        List.of());
  }
}
