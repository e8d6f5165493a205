/** An in-process Amazon S3: start it with {@link io.github.managedflink.local.s3.S3StandIn}. */
package io.github.managedflink.local.s3;
