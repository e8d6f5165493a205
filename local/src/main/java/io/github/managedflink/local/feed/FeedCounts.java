package io.github.managedflink.local.feed;

import io.github.managedflink.local.presentation.CountText;

/**
 * What a feed has put into its stream.
 *
 * @param records how many records
 * @param withoutKey how many of them have no key although the feed has one
 */
record FeedCounts(long records, long withoutKey) {
    static final FeedCounts NONE = new FeedCounts(0, 0);

    FeedCounts plus(long moreRecords, long moreWithoutKey) {
        return new FeedCounts(records + moreRecords, withoutKey + moreWithoutKey);
    }

    /** Shows them, such as {@code 3 records (1 of them without the key)}. */
    @Override
    public String toString() {
        return CountText.of(records, "record")
                + (withoutKey == 0 ? "" : " (%,d of them without the key)".formatted(withoutKey));
    }
}
