/// What a project of Node says about itself: its `package.json`, its package manager, its workspace
/// and the version of Node that it wants. Which framework it uses is not known here.
@NullMarked
package dev.slipway.runner.detect.node;

import org.jspecify.annotations.NullMarked;
