package io.github.managedflink.local.s3;

/**
 * Another name of a bucket that only one application knows. Flink's S3 file system has one access key for all jobs of a
 * process, so it is the bucket's name that tells who calls.
 *
 * @param name the alias, a bucket name by itself
 * @param bucket the bucket's name
 * @param accessKeyId the id of the application's access key
 */
public record BucketAlias(String name, String bucket, String accessKeyId) {}
