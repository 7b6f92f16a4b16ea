package dev.slipway.runner.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.detect.Plan.NodeBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstallerTest {

  @ParameterizedTest
  @CsvSource({
    "package-lock.json, NPM, npm ci, npm run build",
    "npm-shrinkwrap.json, NPM, npm ci, npm run build",
    "pnpm-lock.yaml, PNPM, pnpm install --frozen-lockfile, pnpm run build",
    "yarn.lock, YARN, yarn install --frozen-lockfile, yarn run build",
    "bun.lock, BUN, bun install --frozen-lockfile, bun run build",
    "bun.lockb, BUN, bun install --frozen-lockfile, bun run build"
  })
  void goesByTheLockFile(String file, PackageManager manager, String install, String build) {
    var plan = plan(new MapTree().withFiles(file), "");

    assertThat(plan.manager()).isEqualTo(manager);
    assertThat(plan.install()).isEqualTo(install);
    assertThat(plan.build()).isEqualTo(build);
    assertThat(plan.notes()).anyMatch(note -> note.contains("from " + file));
  }

  @Test
  void installsWithoutALockFileAndSaysSo() {
    var plan = plan(new MapTree(), "");

    assertThat(plan.manager()).isEqualTo(PackageManager.NPM);
    assertThat(plan.install()).isEqualTo("npm install");
    assertThat(plan.notes()).anyMatch(note -> note.contains("no lock file"));
  }

  @ParameterizedTest
  @CsvSource({
    "npm@11.2.0, npm install",
    "pnpm@9.1.0, pnpm install",
    "pnpm@9.1.0+sha512.abcdef, pnpm install",
    "yarn@1.22.22, yarn install",
    "yarn@4.5.0, corepack yarn install --no-immutable",
    "bun@1.2.0, bun install"
  })
  void goesByThePackageManagerFieldFirst(String wish, String install) {
    var plan = plan(new MapTree(), ", \"packageManager\": \"%s\"".formatted(wish));

    assertThat(plan.install()).isEqualTo(install);
    assertThat(plan.notes()).anyMatch(note -> note.contains("packageManager in package.json"));
  }

  @Test
  void takesTheFieldAndNotALockFileOfAnother() {
    var tree = new MapTree().withFiles("package-lock.json", "pnpm-lock.yaml");

    var plan = plan(tree, ", \"packageManager\": \"pnpm@10.0.0\"");

    assertThat(plan.install()).isEqualTo("pnpm install --frozen-lockfile");
    assertThat(plan.notes())
        .anyMatch(note -> note.contains("not used") && note.contains("package-lock.json"));
  }

  @Test
  void saysWhichOfSeveralLockFilesItTakes() {
    var plan = plan(new MapTree().withFiles("package-lock.json", "yarn.lock"), "");

    assertThat(plan.manager()).isEqualTo(PackageManager.YARN);
    assertThat(plan.notes())
        .anyMatch(note -> note.contains("from yarn.lock"))
        .anyMatch(note -> note.contains("not used: package-lock.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npm",
        "deno@2.0.0",
        "pnpm@latest",
        "npm@1; rm -rf /",
        "$(reboot)@1",
        "npm@1.0.0\\n$(reboot)"
      })
  void neverPutsTheFieldIntoALine(String wish) {
    var plan = plan(new MapTree(), ", \"packageManager\": \"%s\"".formatted(wish));

    assertThat(plan.install()).isEqualTo("npm install");
    assertThat(plan.build()).isEqualTo("npm run build");
    assertThat(plan.notes()).allMatch(note -> note.chars().noneMatch(Character::isISOControl));
  }

  @Test
  void knowsALaterYarnByItsLockFile() {
    var tree = new MapTree().with("yarn.lock", "# generated\n\n__metadata:\n  version: 8\n");

    assertThat(plan(tree, "").install()).isEqualTo("corepack yarn install --immutable");
  }

  @Test
  void startsTheYarnThatAProjectBrings() {
    var tree =
        new MapTree()
            .with("yarn.lock", "")
            .with(".yarnrc.yml", "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn.cjs\n");

    var plan = plan(tree, "");

    assertThat(plan.install()).isEqualTo("yarn install --immutable");
    assertThat(plan.build()).isEqualTo("yarn run build");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        ">=18",
        ">= 18.0.0",
        "24",
        "24.x",
        "v24.1.0",
        "^24.0.0",
        "~24.3",
        "20 || 22 || >=24",
        ">=20 <25",
        "20 - 24",
        "<=24",
        ">23.1",
        ">18 <=26.0.0",
        "^20.19.0 || >=22.12.0"
      })
  void findsTheBuildersNodeInTheRange(String range) {
    assertThat(NodeVersion.allows(range)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"18", "20.x", "^22.0.0", ">=14 <21", "16 - 20", "<24", ">24", "18 || 20", "lts"})
  void doesNotFindTheBuildersNodeInTheRange(String range) {
    assertThat(NodeVersion.allows(range)).isFalse();
  }

  @Test
  void saysThatAnotherNodeIsAskedFor() {
    var plan =
        plan(new MapTree().with(".nvmrc", "v20.1.0\n"), ", \"engines\": {\"node\": \"20.x\"}");

    assertThat(plan.notes())
        .anyMatch(note -> note.contains("engines.node") && note.contains("20.x"))
        .anyMatch(note -> note.contains(".nvmrc") && note.contains("v20.1.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "v24.11.0", "lts/*", "node", ""})
  void saysNothingAboutAWishThatIsFulfilled(String version) {
    var plan = plan(new MapTree().with(".nvmrc", version), "");

    assertThat(plan.notes()).noneMatch(note -> note.contains(".nvmrc"));
  }

  private static NodeBuild plan(MapTree tree, String more) {
    tree.with("package.json", "{\"scripts\": {\"build\": \"x\"}%s}".formatted(more));
    return (NodeBuild) Detector.detect(tree);
  }
}
