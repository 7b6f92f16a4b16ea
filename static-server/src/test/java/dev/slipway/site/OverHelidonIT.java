package dev.slipway.site;

import org.junit.jupiter.api.Nested;

/// The same answers by Helidon's transport, which gets what the fast one doesn't serve.
final class OverHelidonIT {

  @Nested
  final class ConditionalRequests extends ConditionalRequestTest {

    @Override
    RunningSites.Transport transport() {
      return RunningSites.Transport.HELIDON;
    }
  }

  @Nested
  final class RangeRequests extends RangeRequestTest {

    @Override
    RunningSites.Transport transport() {
      return RunningSites.Transport.HELIDON;
    }
  }

  @Nested
  final class Encodings extends EncodingTest {

    @Override
    RunningSites.Transport transport() {
      return RunningSites.Transport.HELIDON;
    }
  }

  @Nested
  final class FileLookups extends FileLookupTest {

    @Override
    RunningSites.Transport transport() {
      return RunningSites.Transport.HELIDON;
    }
  }

  @Nested
  final class HostDispatch extends HostDispatchTest {

    @Override
    RunningSites.Transport transport() {
      return RunningSites.Transport.HELIDON;
    }
  }

  @Nested
  final class HostilePaths extends HostilePathTest {

    @Override
    RunningSites.Transport transport() {
      return RunningSites.Transport.HELIDON;
    }
  }

  @Nested
  final class LargeFiles extends LargeFileTest {

    @Override
    RunningSites.Transport transport() {
      return RunningSites.Transport.HELIDON;
    }
  }
}
