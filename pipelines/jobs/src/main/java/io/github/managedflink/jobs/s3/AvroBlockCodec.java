package io.github.managedflink.jobs.s3;

import io.airlift.compress.Compressor;
import io.github.managedflink.model.format.OutputFormat;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;

/**
 * Avro's codecs {@code snappy} and {@code zstandard}, without native libraries. Only for writing.
 *
 * @see <a href="https://avro.apache.org/docs/1.11.1/specification/#required-codecs">Avro specification, codecs</a>
 */
final class AvroBlockCodec extends Codec {
    private static final int CHECKSUM_BYTES = 4;

    private final boolean snappy;
    private final Compressor compressor;

    private AvroBlockCodec(OutputFormat.Compression compression) {
        this.snappy = compression == OutputFormat.Compression.SNAPPY;
        this.compressor = BlockCompressors.of(compression);
    }

    @Override
    public String getName() {
        return snappy ? DataFileConstants.SNAPPY_CODEC : DataFileConstants.ZSTANDARD_CODEC;
    }

    @Override
    public ByteBuffer compress(ByteBuffer block) {
        byte[] plain = block.array();
        int offset = block.arrayOffset() + block.position();
        int length = block.remaining();
        byte[] packed = new byte[compressor.maxCompressedLength(length) + CHECKSUM_BYTES];
        int size = compressor.compress(plain, offset, length, packed, 0, packed.length - CHECKSUM_BYTES);
        if (snappy) {
            CRC32 checksum = new CRC32();
            checksum.update(plain, offset, length);
            ByteBuffer.wrap(packed).putInt(size, (int) checksum.getValue());
            size += CHECKSUM_BYTES;
        }
        return ByteBuffer.wrap(packed, 0, size);
    }

    @Override
    public ByteBuffer decompress(ByteBuffer block) {
        throw new UnsupportedOperationException("only for writing");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AvroBlockCodec && ((AvroBlockCodec) other).snappy == snappy;
    }

    @Override
    public int hashCode() {
        return getName().hashCode();
    }

    /** Makes the codec. */
    static final class Factory extends CodecFactory {
        private final OutputFormat.Compression compression;

        Factory(OutputFormat.Compression compression) {
            this.compression = compression;
        }

        @Override
        protected Codec createInstance() {
            return new AvroBlockCodec(compression);
        }
    }
}
