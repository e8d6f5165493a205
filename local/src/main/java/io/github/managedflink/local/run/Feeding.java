package io.github.managedflink.local.run;

import io.github.managedflink.local.services.SourceStream;

/**
 * A feed with what its names stand for.
 *
 * @param file what the feed names
 * @param stream what the feed names
 */
record Feeding(Feed feed, FeedFile file, SourceStream stream) {}
