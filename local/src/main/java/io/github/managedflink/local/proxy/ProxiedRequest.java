package io.github.managedflink.local.proxy;

import io.github.managedflink.local.http.AwsCaller;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/**
 * A request on its way to a server.
 *
 * @param uri as it was sent: path and query, encoded
 * @param body empty unless the {@link GatedService} asked for it
 */
@SuppressWarnings("ArrayRecordComponent") // It is looked at once and never compared.
public record ProxiedRequest(String method, String uri, HttpHeaders headers, byte[] body) {

    /** The path, decoded and without the query. */
    public String path() {
        return new QueryStringDecoder(uri).path();
    }

    /** The query's parameters, decoded; one without a value has the empty text. */
    public Map<String, List<String>> parameters() {
        return new QueryStringDecoder(uri).parameters();
    }

    /** A header's value; the empty text if it is not there. */
    public String header(String name) {
        return headers.get(name, "");
    }

    /** The id of the access key that it was signed with; the empty text if it was not. */
    public String accessKeyId() {
        return AwsCaller.of(header("Authorization")).map(AwsCaller::accessKeyId).orElse("");
    }
}
