/** Amazon S3 as sink, and buckets that sinks, dead letters and rules share. */
package io.github.managedflink.constructs.s3;
