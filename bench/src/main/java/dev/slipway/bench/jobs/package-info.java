/// The loads of the benchmark of jobs: claims against a full queue, and signed pushes against the
/// receiver and its peer.
@NullMarked
package dev.slipway.bench.jobs;

import org.jspecify.annotations.NullMarked;
