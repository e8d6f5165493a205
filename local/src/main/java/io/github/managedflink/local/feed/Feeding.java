package io.github.managedflink.local.feed;

import io.github.managedflink.local.service.SourceStream;

/**
 * A feed with what its names stand for.
 *
 * @param file what the feed names
 * @param stream what the feed names
 */
public record Feeding(Feed feed, FeedFile file, SourceStream stream) {}
