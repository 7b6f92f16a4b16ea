package dev.slipway.site.cache;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The function of the C library that says how to treat the pages of a mapping (madvise(2)). To
/// link it costs some hundred milliseconds, once, when this class is first used.
final class PageAdvice {

  private static final int MADV_DONTNEED = 4;
  private static final int MADV_NOHUGEPAGE = 15;
  private static final long PAGE = 4096;
  private static final MethodHandle MADVISE = linked();

  private PageAdvice() {}

  /// Gives the whole pages of `memory` back. They are read from the file again when they are
  /// touched again, by whoever sends from them at this moment too. Advice may be ignored.
  static void drop(MemorySegment memory) {
    advise(memory, MADV_DONTNEED);
  }

  /// Has pages of `memory` that are touched come into this process a few at a time, and not by two
  /// mebibytes where the kernel happens to have those in one piece.
  static void keepSmall(MemorySegment memory) {
    advise(memory, MADV_NOHUGEPAGE);
  }

  private static void advise(MemorySegment memory, int advice) {
    long start = memory.address() / PAGE * PAGE;
    long length = memory.address() + memory.byteSize() - start;
    try {
      int ignored = (int) MADVISE.invokeExact(MemorySegment.ofAddress(start), length, advice);
    } catch (Throwable e) { // what a method handle is declared to throw, and this never does
      throw new IllegalStateException("madvise could not be called", e);
    }
  }

  @SuppressWarnings("restricted") // the reason why this class is there
  private static MethodHandle linked() {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("madvise"),
        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }
}
