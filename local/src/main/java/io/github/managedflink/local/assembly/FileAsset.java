package io.github.managedflink.local.assembly;

import java.nio.file.Path;

/**
 * A file or directory that a deployment would publish to an S3 bucket.
 *
 * @param path the file or directory in the assembly
 * @param zipped whether the published object is a zip of {@code path}, a directory
 * @param bucket the bucket, evaluated for the stack's environment
 * @param key the object key
 */
public record FileAsset(Path path, boolean zipped, String bucket, String key) {}
