/** Expressions of requests to DynamoDB: {@link io.github.managedflink.local.dynamodb.expression.RequestExpressions}. */
package io.github.managedflink.local.dynamodb.expression;
