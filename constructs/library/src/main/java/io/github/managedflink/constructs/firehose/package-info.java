/** Amazon Data Firehose as sink. */
package io.github.managedflink.constructs.firehose;
