/// The benchmark of serving: the sites, the servers that serve the same of them, the load, and what
/// is read of processes while it lasts.
@NullMarked
package dev.slipway.bench.serving;

import org.jspecify.annotations.NullMarked;
