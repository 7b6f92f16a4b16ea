package dev.slipway.site.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.site.RecordingRoutes;
import dev.slipway.site.report.HostKind;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Finished answers in their array: what was put there is found, byte for byte, or not at all.
final class ShelfTest {

  private static final byte[] DATE = "Date: today\r\n".getBytes(ISO_8859_1);
  private static final byte[] END = "\r\n".getBytes(ISO_8859_1);
  private static final int BUDGET = 64 * 1024;

  private final Shelf shelf = new Shelf(BUDGET);

  @Test
  void givesBackWhatItKeeps() {
    keep("/a", "own\r\n", "body");

    assertThat(find("/a")).isEqualTo("own\r\nDate: today\r\n\r\nbody");
    assertThat(find("/b")).isEmpty();
    assertThat(shelf.count()).isEqualTo(1);
  }

  @Test
  void keepsTheLastOfSeveralAnswersToTheSame() {
    for (int i = 0; i < 1000; i++) {
      keep("/a", "version " + i + "\r\n", "");
    }

    assertThat(find("/a")).startsWith("version 999\r\n");
    assertThat(shelf.weight()).isLessThanOrEqualTo(BUDGET);
  }

  @Test
  void keepsWhatIsUsedAndLeavesOutWhatIsNot() {
    keep("/used", "of use\r\n", "");
    keep("/unused", "of no use\r\n", "");
    for (int i = 0; i < 1000; i++) {
      keep("/" + i, "some\r\n", "x".repeat(200));
      assertThat(find("/used")).startsWith("of use");
    }

    assertThat(find("/unused")).isEmpty();
    assertThat(shelf.weight()).isBetween(BUDGET / 2, BUDGET);
  }

  @Test
  void makesRoomAlthoughAllIsUsed() {
    for (int i = 0; i < 1000; i++) {
      keep("/" + i, "some\r\n", "x".repeat(200));
      assertThat(find("/" + i)).startsWith("some");
    }
    assertThat(shelf.weight()).isBetween(BUDGET / 2, BUDGET);
  }

  @Test
  void neverGivesWhatBelongsToAnother() {
    var random = new Random(11);
    var last = new HashMap<String, String>();
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      var path = "/" + random.nextInt(400);
      if (random.nextInt(3) == 0) {
        var body = path + ":" + i + "y".repeat(random.nextInt(900));
        keep(path, "own of " + path + "\r\n", body);
        last.put(path, body);
      } else {
        var answer = find(path);
        if (!answer.isEmpty()) {
          found++;
          assertThat(answer)
              .isEqualTo("own of " + path + "\r\nDate: today\r\n\r\n" + last.get(path));
        }
      }
    }
    assertThat(found).isGreaterThan(1000);
  }

  @Test
  void leavesOutWhatIsTooLong() {
    keep("/long", "own\r\n", "x".repeat(BUDGET / 2));

    assertThat(find("/long")).isEmpty();
    assertThat(shelf.count()).isZero();
  }

  @Test
  void forgetsAll() {
    keep("/a", "own\r\n", "body");
    shelf.clear();

    assertThat(find("/a")).isEmpty();
    assertThat(shelf.weight()).isZero();
  }

  private void keep(String path, String own, String body) {
    var head = request(path);
    shelf.keep(
        HotKey.hash(head, false),
        head,
        false,
        answer(),
        own.getBytes(ISO_8859_1),
        body.getBytes(ISO_8859_1));
  }

  private String find(String path) {
    var head = request(path);
    var room = ByteBuffer.allocate(BUDGET);
    var found = shelf.find(HotKey.hash(head, false), head, false, DATE, END, room);
    return found == null ? "" : new String(room.array(), 0, room.position(), ISO_8859_1);
  }

  private static HotAnswer answer() {
    var route = RecordingRoutes.production(new ArtifactDigest("a".repeat(64)));
    var common = AnswerHead.Common.NOTHING;
    var source = new HotSource(new HostLabel("shop"), route, HostKind.PRODUCTION, null, common);
    return new HotAnswer(source, 200, null, 0, false);
  }

  private static RequestHead request(String path) {
    var bytes = ("GET " + path + " HTTP/1.1\r\nHost: shop.localhost\r\n\r\n").getBytes(ISO_8859_1);
    var head = new RequestHead();
    head.begin(0);
    assertThat(head.read(bytes, bytes.length)).isEqualTo(RequestHead.Progress.COMPLETE);
    return head;
  }
}
