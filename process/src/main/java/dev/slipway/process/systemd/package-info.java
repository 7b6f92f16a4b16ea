/// The words that a process exchanges with systemd, as datagrams on its sockets.
@NullMarked
package dev.slipway.process.systemd;

import org.jspecify.annotations.NullMarked;
