/** Places in S3. */
package io.github.managedflink.model.s3;
