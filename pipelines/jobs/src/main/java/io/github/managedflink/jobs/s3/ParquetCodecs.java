package io.github.managedflink.jobs.s3;

import io.airlift.compress.Compressor;
import io.github.managedflink.model.format.OutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Parquet's codecs without Hadoop's, which need native libraries. Only for writing. */
final class ParquetCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        switch (codec) {
            case UNCOMPRESSED:
                return new PageCompressor(codec, page -> page);
            case GZIP:
                return new PageCompressor(codec, ParquetCodecs::gzip);
            case SNAPPY:
                return new PageCompressor(codec, blocks(OutputFormat.Compression.SNAPPY));
            case ZSTD:
                return new PageCompressor(codec, blocks(OutputFormat.Compression.ZSTD));
            default:
                throw new IllegalArgumentException("no codec " + codec);
        }
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("only for writing");
    }

    @Override
    public void release() {}

    private static BytesInput gzip(BytesInput page) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream((int) Math.min(page.size(), 1 << 20));
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            page.writeAllTo(out);
        }
        return BytesInput.from(zipped.toByteArray());
    }

    private static PageFunction blocks(OutputFormat.Compression compression) {
        Compressor compressor = BlockCompressors.of(compression);
        return page -> {
            byte[] plain = bytes(page);
            byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
            int length = compressor.compress(plain, 0, plain.length, packed, 0, packed.length);
            return BytesInput.from(packed, 0, length);
        };
    }

    private static byte[] bytes(BytesInput page) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) page.size());
        page.writeAllTo(bytes);
        return bytes.toByteArray();
    }

    private interface PageFunction {
        BytesInput apply(BytesInput page) throws IOException;
    }

    private static final class PageCompressor implements BytesInputCompressor {
        private final CompressionCodecName codec;
        private final PageFunction function;

        PageCompressor(CompressionCodecName codec, PageFunction function) {
            this.codec = codec;
            this.function = function;
        }

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return function.apply(page);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }
}
