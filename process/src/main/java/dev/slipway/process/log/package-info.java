/// How our processes write their own messages: to standard error, a file, or the systemd journal.
@NullMarked
package dev.slipway.process.log;

import org.jspecify.annotations.NullMarked;
