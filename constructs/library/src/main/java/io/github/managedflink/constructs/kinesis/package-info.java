/** Amazon Kinesis Data Streams as source and sink. */
package io.github.managedflink.constructs.kinesis;
