package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.protocol.WireFormat;
import io.github.managedflink.local.kinesis.protocol.WireRequest;

/**
 * One call of the API.
 *
 * @param action its name, such as {@code PutRecords}
 * @param region the region that the caller signed for: a stream that is given by its name lies there
 */
record Call(String action, String region, WireFormat format, WireRequest request) {}
