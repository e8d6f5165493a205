/** Amazon DynamoDB as sink. */
package io.github.managedflink.constructs.dynamodb;
