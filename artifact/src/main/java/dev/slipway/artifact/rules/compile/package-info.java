/// Compiles a site's rule files into its rules: whoever packs an artifact calls [RuleCompiler].
@NullMarked
package dev.slipway.artifact.rules.compile;

import org.jspecify.annotations.NullMarked;
