package dev.slipway.artifact.pack;

import dev.slipway.artifact.Encoding;
import dev.slipway.artifact.Extent;
import dev.slipway.artifact.output.Spool;

/// A precompressed body that is worth keeping, and where it lies.
record StoredVariant(Encoding encoding, Spool spool, Extent body) {}
