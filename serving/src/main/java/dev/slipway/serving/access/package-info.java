/// Who is let in to a guarded host, decided from the request, the route and the time alone: no
/// database, no list of sessions.
@NullMarked
package dev.slipway.serving.access;

import org.jspecify.annotations.NullMarked;
