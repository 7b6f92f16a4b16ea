/// What is told about requests after they were answered: figures for Prometheus, and a log for each
/// project. Nothing here may slow an answer down, or fail because of one.
@NullMarked
package dev.slipway.site.report;

import org.jspecify.annotations.NullMarked;
