/// Environment variables: what a project gives its builds and, later, its running apps.
@NullMarked
package dev.slipway.core.variable;

import org.jspecify.annotations.NullMarked;
