package dev.slipway.runner.detect.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.detect.MapTree;
import dev.slipway.runner.detect.file.ProjectFolder;
import java.util.Optional;
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
    assertThat(plan.install().command()).isEqualTo(install);
    assertThat(plan.run("build")).isEqualTo(build);
    assertThat(plan.notes()).anyMatch(note -> note.contains("from " + file));
  }

  @Test
  void installsWithoutALockFileAndSaysSo() {
    var plan = plan(new MapTree(), "");

    assertThat(plan.manager()).isEqualTo(PackageManager.NPM);
    assertThat(plan.install().command()).isEqualTo("npm install");
    assertThat(plan.notes()).anyMatch(note -> note.contains("no lock file"));
  }

  @ParameterizedTest
  @CsvSource({
    "npm@11.2.0, npm install",
    "pnpm@9.1.0, pnpm install --no-frozen-lockfile",
    "pnpm@9.1.0+sha512.abcdef, pnpm install --no-frozen-lockfile",
    "yarn@1.22.22, yarn install",
    "yarn@4.5.0, corepack yarn@4.5.0 install --no-immutable",
    "bun@1.2.0, bun install"
  })
  void goesByThePackageManagerFieldFirst(String wish, String install) {
    var plan = plan(new MapTree(), wish);

    assertThat(plan.install().command()).isEqualTo(install);
    assertThat(plan.notes()).anyMatch(note -> note.contains("packageManager in package.json"));
  }

  @Test
  void takesTheFieldAndNotALockFileOfAnother() {
    var tree = new MapTree().withFiles("package-lock.json", "pnpm-lock.yaml");

    var plan = plan(tree, "pnpm@10.0.0");

    assertThat(plan.install().command()).isEqualTo("pnpm install --frozen-lockfile");
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
    var plan = plan(new MapTree(), wish);

    assertThat(plan.install().command()).isEqualTo("npm install");
    assertThat(plan.run("build")).isEqualTo("npm run build");
    assertThat(plan.notes()).allMatch(note -> note.chars().noneMatch(Character::isISOControl));
  }

  @Test
  void knowsALaterYarnByItsLockFile() {
    var tree = new MapTree().with("yarn.lock", "# generated\n\n__metadata:\n  version: 8\n");

    assertThat(plan(tree, "").install().command()).isEqualTo("corepack yarn@4 install --immutable");
  }

  @Test
  void startsTheYarnThatAProjectBrings() {
    var tree =
        new MapTree()
            .with("yarn.lock", "")
            .with(".yarnrc.yml", "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn.cjs\n");

    var plan = plan(tree, "");

    assertThat(plan.install().command()).isEqualTo("yarn install --immutable");
    assertThat(plan.run("build")).isEqualTo("yarn run build");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lockfileVersion: 5.4          | npx --yes pnpm@7 install --frozen-lockfile",
        "lockfileVersion: '6.0'        | npx --yes pnpm@8 install --frozen-lockfile",
        "lockfileVersion: '9.0'        | pnpm install --frozen-lockfile",
        "lockfileVersion: []           | pnpm install --frozen-lockfile"
      })
  void takesThePnpmThatWroteTheLockFile(String lock, String install) {
    var plan = plan(new MapTree().with("pnpm-lock.yaml", lock + "\n"), "");

    assertThat(plan.install().command()).isEqualTo(install);
  }

  @ParameterizedTest
  @CsvSource({"4, 2", "6, 3", "8, 4", "10, 4"})
  void takesTheYarnThatWroteTheLockFile(int lock, int yarn) {
    var tree =
        new MapTree().with("yarn.lock", "# x\n\n__metadata:\n  version: %d\n".formatted(lock));

    assertThat(plan(tree, "").run("build")).isEqualTo("corepack yarn@%d run build".formatted(yarn));
  }

  @Test
  void getsAPnpmThatOnlyOurSettingsAskFor() {
    var asked = new Asked("pnpm@9.1.0", "package_manager in slipway.toml", false);
    var plan = new Installer(ProjectFolder.root(new MapTree()), Optional.of(asked));

    assertThat(plan.run("build")).isEqualTo("npx --yes pnpm@9.1.0 run build");
  }

  @ParameterizedTest
  @CsvSource({
    "package-lock.json, npm ci --dry-run --ignore-scripts, npm install",
    "pnpm-lock.yaml, pnpm install --frozen-lockfile --lockfile-only, pnpm install --no-frozen-lockfile",
    "yarn.lock, yarn install --frozen-lockfile --ignore-scripts, yarn install",
    "bun.lock, bun install --frozen-lockfile --dry-run, bun install"
  })
  void fallsBackWhereTheLockFileIsToBlame(String file, String check, String install) {
    var fallback = plan(new MapTree().withFiles(file), "").install().fallback().orElseThrow();

    assertThat(fallback.check()).isEqualTo(check);
    assertThat(fallback.command()).isEqualTo(install);
    assertThat(fallback.warning()).startsWith("Warning: " + file).contains("`" + install + "`");
  }

  @Test
  void runsProgramsOfPackages() {
    assertThat(plan(new MapTree(), "").execute("vite build"))
        .isEqualTo("npm exec --no -- vite build");
    assertThat(plan(new MapTree(), "pnpm@10.0.0").execute("vite build"))
        .isEqualTo("pnpm exec vite build");
  }

  private static Installer plan(MapTree tree, String wish) {
    var asked =
        wish.isEmpty()
            ? Optional.<Asked>empty()
            : Optional.of(new Asked(wish, "packageManager in package.json", true));
    return new Installer(ProjectFolder.root(tree), asked);
  }
}
