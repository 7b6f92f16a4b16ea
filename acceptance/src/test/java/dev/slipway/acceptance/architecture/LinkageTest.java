package dev.slipway.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that Helidon's mixed set of versions fits together: every class, field and method that
/// its jars and ours refer to is there, on the class path that the programs run with.
class LinkageTest {

  /// What DB Client 4.1.7 lacks in Helidon 4.5: the getters of a column that name no class. Ours
  /// all name one (`store.database.Row`).
  private static final List<String> KNOWN_ABSENT =
      List.of("io/helidon/dbclient/DbColumnBase → io/helidon/common/mapper/Value.create");

  @Test
  void everyReferenceOfHelidonAndOursIsThere() throws IOException {
    var classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();

    var missing = new Linkage(classPath, ClassLoader.getSystemClassLoader()).missing("helidon-");

    assertThat(missing)
        .as("references that nothing on the class path answers")
        .isSubsetOf(KNOWN_ABSENT);
  }
}
