/// Which of the hosts a request is for, and what that host serves now.
@NullMarked
package dev.slipway.site.host;

import org.jspecify.annotations.NullMarked;
