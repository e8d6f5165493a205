package io.github.managedflink.local.proxy;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request on its way to a server.
 *
 * @param uri as it was sent: path and query, encoded
 * @param body empty unless the {@link GatedService} asked for it
 */
@SuppressWarnings("ArrayRecordComponent") // It is looked at once and never compared.
public record ProxiedRequest(String method, String uri, HttpHeaders headers, byte[] body) {

    private static final Pattern SIGNED_REGION = Pattern.compile("Credential=[^/]+/\\d{8}/([^/]+)/");

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

    /** The region that it was signed for. */
    public String region(String ifUnsigned) {
        Matcher scope = SIGNED_REGION.matcher(header("Authorization"));
        return scope.find() ? scope.group(1) : ifUnsigned;
    }
}
