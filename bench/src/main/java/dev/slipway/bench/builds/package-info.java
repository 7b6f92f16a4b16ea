/// Real projects of the frameworks that people use, deployed, visited and weighed. How a push gets
/// to a platform is not known here, but behind the port `Project`.
@NullMarked
package dev.slipway.bench.builds;

import org.jspecify.annotations.NullMarked;
