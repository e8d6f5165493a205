/** Files in S3. */
package io.github.managedflink.jobs.s3;
