package dev.slipway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many requests at once for more than fits into the caches.
final class ConcurrentServingTest {

  private static final int SITES = 12;
  private static final int THREADS = 16;
  private static final int REQUESTS = 60;

  @TempDir private Path folder;

  @Test
  void sendsEveryByteWhileArtifactsComeAndGo() throws InterruptedException, ExecutionException {
    var small = new byte[SITES][];
    var large = new byte[SITES][];
    var settings = new SiteSettings(2_000, 20_000, Duration.ZERO, Duration.ofSeconds(5), Set.of());
    try (var sites = new RunningSites(folder, settings)) {
      for (int i = 0; i < SITES; i++) {
        small[i] = random(i, 9_000);
        large[i] = random(i + SITES, 300_000);
        var site = new SampleSite().file("small", small[i]).file("large", large[i]);
        sites.routes().set("site" + i, RecordingRoutes.production(site.pack(folder)));
      }

      var wrong = new ArrayList<Integer>();
      for (var done : requests(sites, small, large)) {
        wrong.add(done.get());
      }

      assertThat(wrong).hasSize(THREADS).containsOnly(0);
      assertThat(sites.store().finds()).isGreaterThan(SITES);
    }
  }

  private static List<Future<Integer>> requests(
      RunningSites sites, byte[][] small, byte[][] large) {
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var all = new ArrayList<Future<Integer>>();
      for (int thread = 0; thread < THREADS; thread++) {
        var random = new Random(thread);
        all.add(threads.submit(() -> wrongAnswers(sites, small, large, random)));
      }
      return all;
    }
  }

  private static int wrongAnswers(RunningSites sites, byte[][] small, byte[][] large, Random random)
      throws IOException, InterruptedException {
    int wrong = 0;
    for (int i = 0; i < REQUESTS; i++) {
      int site = random.nextInt(SITES);
      boolean big = random.nextInt(4) == 0;
      HttpResponse<byte[]> answer =
          sites.bytes("site" + site + ".localhost", big ? "/large" : "/small");
      boolean right =
          answer.statusCode() == 200
              && Arrays.equals(answer.body(), big ? large[site] : small[site]);
      wrong += right ? 0 : 1;
    }
    return wrong;
  }

  private static byte[] random(int seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
