package dev.slipway.site.report;

import dev.slipway.core.project.ProjectId;
import dev.slipway.serving.http.Request;
import java.util.Optional;

/// One request, and what came of it.
///
/// @param peer the address at the other end of the connection, without a port
/// @param project whose site it was; empty where the host is nobody's
/// @param bytes how many were sent, the header's too
/// @param nanos how long it took, from the last byte of the request's header to the last of the
///   answer
public record Exchange(
    String peer,
    Request request,
    HostKind kind,
    Optional<ProjectId> project,
    int status,
    long bytes,
    long nanos) {}
