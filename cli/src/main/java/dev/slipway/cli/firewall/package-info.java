/// What keeps builds from the services of this machine and from private networks: a table of rules
/// of the kernel's own firewall, which knows builds by the names of their bridges. It knows nothing
/// of jobs and containers, and stays in force while engines come and go.
@NullMarked
package dev.slipway.cli.firewall;

import org.jspecify.annotations.NullMarked;
