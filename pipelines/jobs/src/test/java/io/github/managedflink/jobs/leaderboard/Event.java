package io.github.managedflink.jobs.leaderboard;

import java.math.BigDecimal;

/**
 * An event of the tests.
 *
 * @param value null if it has none
 */
record Event(String shard, String key, String region, long time, BigDecimal value, String user, boolean good) {
    /** With fields around those that are needed, as real events have. */
    String json() {
        return "{\"noise\":{\"a\":[1,2,{\"k\":\"x\"}]},\"k\":\"" + key + "\",\"in\":{\"region\":\"" + region
                + "\",\"z\":null},\"t\":" + time + (value == null ? "" : ",\"v\":" + value.toPlainString())
                + ",\"user\":\"" + user + "\",\"good\":" + good + ",\"tail\":\"}]\\\"\"}";
    }
}
