package io.github.managedflink.local.dynamodb.model;

/**
 * The capacity that is paid for whether it is used or not. It is described, and limits nothing here.
 *
 * @param readUnits a second, from 1
 * @param writeUnits a second, from 1
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/provisioned-capacity-mode.html">Provisioned
 *     capacity mode</a>
 */
public record ProvisionedThroughput(int readUnits, int writeUnits) {}
