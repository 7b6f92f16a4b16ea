package dev.slipway.runner.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.core.project.BranchName;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TarOwner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceTarTest {

  private static final String LONG = "long-".repeat(40) + "ü.txt";

  @TempDir private Path folder;
  private FixtureRepository fixture;

  @BeforeEach
  void makeRepository() throws IOException {
    fixture = FixtureRepository.in(folder.resolve("origin.git"));
    var root = new TreeFormatter();
    root.append("a-link", FileMode.SYMLINK, fixture.blob("src/" + LONG));
    root.append("build.sh", FileMode.EXECUTABLE_FILE, fixture.blob("#!/bin/sh\n"));
    root.append(
        "module",
        FileMode.GITLINK,
        ObjectId.fromString("0123456789012345678901234567890123456789"));
    root.append(
        "src", FileMode.TREE, fixture.tree(LONG, FileMode.REGULAR_FILE, fixture.blob("hello")));
    fixture.commit("main", fixture.tree(root));
  }

  @AfterEach
  void closeRepository() {
    fixture.close();
  }

  @Test
  void hasEveryPathSortedWithItsKindAndMode() throws IOException, InterruptedException {
    try (var tree = fetch("work")) {
      var entries = entries(tar(tree));

      assertThat(entries)
          .extracting(
              TarArchiveEntry::getName,
              TarArchiveEntry::getMode,
              TarArchiveEntry::getLinkName,
              TarArchiveEntry::isSymbolicLink,
              TarArchiveEntry::isDirectory)
          .containsExactly(
              tuple("a-link", 0120777, "src/" + LONG, true, false),
              tuple("build.sh", 0100755, "", false, false),
              tuple("module/", 040755, "", false, true),
              tuple("src/", 040755, "", false, true),
              tuple("src/" + LONG, 0100644, "", false, false));
      assertThat(entries)
          .allSatisfy(entry -> {
            assertThat(entry.getLongUserId()).isEqualTo(1000);
            assertThat(entry.getLongGroupId()).isEqualTo(1001);
            assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(FixtureRepository.TIME);
          });
    }
  }

  @Test
  void hasTheBytesOfTheFiles() throws IOException, InterruptedException {
    try (var tree = fetch("work");
        var tar = new TarArchiveInputStream(new ByteArrayInputStream(tar(tree)))) {
      for (var entry = tar.getNextEntry(); ; entry = tar.getNextEntry()) {
        if (entry.getName().endsWith(LONG)) {
          assertThat(tar.readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
          return;
        }
      }
    }
  }

  @Test
  void isTheSameBytesForTheSameCommit() throws InterruptedException {
    try (var tree = fetch("work");
        var again = fetch("work-again")) {

      assertThat(tar(tree)).isEqualTo(tar(again));
    }
  }

  @Test
  void endsWhenTheThreadIsInterrupted() throws InterruptedException {
    try (var tree = fetch("work")) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> tree.writeTar(OutputStream.nullOutputStream(), TarOwner.BUILDER))
          .isInstanceOf(InterruptedException.class);
    }
  }

  private SourceTree fetch(String work) throws InterruptedException {
    return new Checkout(CheckoutLimits.USUAL, AllowedHosts.of(), true)
        .fetch(fixture.url(), new BranchName("main"), Optional.empty(), folder.resolve(work));
  }

  private static byte[] tar(SourceTree tree) throws InterruptedException {
    var out = new ByteArrayOutputStream();
    tree.writeTar(out, new TarOwner(1000, 1001));
    return out.toByteArray();
  }

  private static List<TarArchiveEntry> entries(byte[] bytes) throws IOException {
    var entries = new ArrayList<TarArchiveEntry>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
