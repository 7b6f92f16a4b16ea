package dev.slipway.serving.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.artifact.Extent;
import dev.slipway.serving.file.ByteRanges.ByteRange;
import dev.slipway.serving.http.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Makes the answers with parts of a file: one, several, or the word that there is none.
final class PartialAnswers {

  private static final byte[] NOTHING = {};
  private static final String RANGE = "Content-Range";
  private static final String WHY = "by the Range of the request";

  private PartialAnswers() {}

  /// Returns the answer with `ranges` of `form`, whose other fields are `fields`.
  static Draft of(Form form, ByteRanges ranges, Fields fields) {
    return switch (ranges.ranges().size()) {
      case 0 -> unsatisfiable(form, fields);
      case 1 -> single(form, ranges.ranges().getFirst(), fields);
      default -> multiple(form, ranges.ranges(), fields);
    };
  }

  private static Draft unsatisfiable(Form form, Fields fields) {
    fields.drop("Content-Type").drop("ETag").drop("Last-Modified");
    fields.set(RANGE, "bytes */" + form.extent().length(), "no part that is asked for exists");
    fields.set("Cache-Control", Terms.NEVER_STORE, "an error is not to be kept");
    return new Draft(416, fields, new Body.None());
  }

  private static Draft single(Form form, ByteRange range, Fields fields) {
    fields.set(RANGE, contentRange(form, range), WHY);
    return new Draft(206, fields, new Body.Parts(List.of(part(form, range, NOTHING))));
  }

  private static Draft multiple(Form form, List<ByteRange> ranges, Fields fields) {
    var boundary = UUID.randomUUID().toString();
    var parts = new ArrayList<Body.Part>();
    for (var range : ranges) {
      var before =
          "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
              .formatted(boundary, form.file().contentType(), contentRange(form, range));
      parts.add(part(form, range, before.getBytes(ISO_8859_1)));
    }
    var end = "\r\n--" + boundary + "--\r\n";
    parts.add(new Body.Part(end.getBytes(ISO_8859_1), new Extent(form.extent().offset(), 0)));
    fields.set("Content-Type", "multipart/byteranges; boundary=" + boundary, WHY);
    return new Draft(206, fields, new Body.Parts(parts));
  }

  private static Body.Part part(Form form, ByteRange range, byte[] before) {
    var extent = new Extent(form.extent().offset() + range.first(), range.length());
    return new Body.Part(before, extent);
  }

  private static String contentRange(Form form, ByteRange range) {
    return "bytes %d-%d/%d".formatted(range.first(), range.last(), form.extent().length());
  }
}
