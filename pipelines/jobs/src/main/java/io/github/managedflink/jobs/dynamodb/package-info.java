/** Amazon DynamoDB. */
package io.github.managedflink.jobs.dynamodb;
