/// Who may see a project's hosts, and settling it, by the API or in the dashboard.
@NullMarked
package dev.slipway.receiver.guard;

import org.jspecify.annotations.NullMarked;
