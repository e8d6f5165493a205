/** An in-process Amazon DynamoDB: start it with {@link io.github.managedflink.local.dynamodb.DynamoDbStandIn}. */
package io.github.managedflink.local.dynamodb;
