package io.github.managedflink.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.w3c.dom.Document;

class QueryProtocolProperties {
    private final QueryProtocol protocol = new QueryProtocol("http://example.com/");

    @Property(tries = 300, seed = "1")
    void readsListsInTheOrderOfTheirIndexes(@ForAll @Size(min = 1, max = 15) List<String> values) {
        StringBuilder form = new StringBuilder("Action=Do&Version=1");
        for (int i = values.size(); i > 0; i--) {
            form.append("&List.member.").append(i).append(".Value=").append(encode(values.get(i - 1)));
        }

        AwsProtocol.Message message =
                protocol.read(new DefaultHttpHeaders(), Unpooled.copiedBuffer(form, StandardCharsets.UTF_8));

        assertThat(message.action()).isEqualTo("Do");
        assertThat(message.body().path("List").findValuesAsText("Value"))
                .isEqualTo(values.stream()
                        .map(QueryProtocolProperties::asTransmitted)
                        .toList());
    }

    @Property(tries = 300, seed = "1")
    void writesXmlThatAnyReaderReads(@ForAll String text) throws Exception {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("Text", text);

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(protocol.reply("Do", result, "id")));

        assertThat(document.getElementsByTagName("Text").item(0).getTextContent())
                .isEqualTo(withoutControls(text));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Lone surrogates do not survive UTF-8. */
    private static String asTransmitted(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String withoutControls(String text) {
        return asTransmitted(text).replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    }
}
