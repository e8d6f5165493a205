package io.github.managedflink.jobs.s3;

import io.airlift.compress.Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.github.managedflink.model.format.OutputFormat;

/**
 * The compressors in pure Java that Parquet's pages and Avro's blocks share: a job jar needs no native libraries for
 * any platform.
 */
final class BlockCompressors {
    private BlockCompressors() {}

    static Compressor of(OutputFormat.Compression compression) {
        switch (compression) {
            case SNAPPY:
                return new SnappyCompressor();
            case ZSTD:
                return new ZstdCompressor();
            default:
                throw new IllegalArgumentException("no block compression: " + compression);
        }
    }
}
