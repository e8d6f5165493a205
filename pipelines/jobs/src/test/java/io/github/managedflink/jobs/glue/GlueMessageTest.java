package io.github.managedflink.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.schemaregistry.common.configs.GlueSchemaRegistryConfiguration;
import com.amazonaws.services.schemaregistry.deserializers.GlueSchemaRegistryDeserializerDataParser;
import com.amazonaws.services.schemaregistry.serializers.SerializationDataEncoder;
import com.amazonaws.services.schemaregistry.utils.AWSSchemaRegistryConstants;
import io.github.managedflink.jobs.record.RecordFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** AWS's own library is the oracle, in both directions. */
class GlueMessageTest {
    private static final UUID VERSION = UUID.fromString("b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63");

    @Property(tries = 200, seed = "1")
    void readsWhatAwsWrites(@ForAll byte[] data, @ForAll boolean compressed) throws RecordFault {
        GlueSchemaRegistryConfiguration configuration = new GlueSchemaRegistryConfiguration(Map.of(
                "region", "us-east-1", AWSSchemaRegistryConstants.COMPRESSION_TYPE, compressed ? "ZLIB" : "NONE"));

        GlueMessage message = GlueMessage.parse(new SerializationDataEncoder(configuration).write(data, VERSION));

        assertThat(message.schemaVersion()).isEqualTo(VERSION);
        assertThat(message.data()).isEqualTo(data);
    }

    @Property(tries = 200, seed = "1")
    void writesWhatAwsReads(@ForAll byte[] data, @ForAll boolean compressed) {
        GlueSchemaRegistryDeserializerDataParser parser = GlueSchemaRegistryDeserializerDataParser.getInstance();

        ByteBuffer message = ByteBuffer.wrap(GlueMessage.bytes(VERSION, data, compressed));

        assertThat(parser.getSchemaVersionId(message)).isEqualTo(VERSION);
        assertThat(parser.isCompressionEnabled(message)).isEqualTo(compressed);
        assertThat(parser.getPlainData(message)).isEqualTo(data);
    }

    @Test
    void refusesWhatHasNotItsForm() {
        byte[] plain = GlueMessage.bytes(VERSION, new byte[] {1}, false);
        byte[] zlib = GlueMessage.bytes(VERSION, new byte[100], true);

        assertRefused("{\"id\":1}".getBytes(StandardCharsets.UTF_8), "does not begin as one of");
        assertRefused(new byte[0], "does not begin as one of");
        assertRefused(Arrays.copyOf(plain, 17), "does not begin as one of");
        plain[1] = 4;
        assertRefused(plain, "compression that is unknown: 4");
        assertRefused(Arrays.copyOf(zlib, zlib.length - 1), "break off");
        zlib[GlueMessage.HEADER_BYTES] = 0;
        assertRefused(zlib, "not compressed by zlib");
    }

    @Test
    void refusesToInflateWithoutEnd() {
        assertRefused(GlueMessage.bytes(VERSION, new byte[65 << 20], true), "more than 67108864 bytes when inflated");
    }

    private static void assertRefused(byte[] message, String reason) {
        assertThatThrownBy(() -> GlueMessage.parse(message))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining(reason);
    }
}
