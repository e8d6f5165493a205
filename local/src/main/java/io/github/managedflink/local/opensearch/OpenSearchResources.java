package io.github.managedflink.local.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.ArnResources;
import io.github.managedflink.local.service.JsonLines;
import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The domains of OpenSearch Service or the collections of OpenSearch Serverless. Each has a node of its own, which
 * starts beside the stand-ins that are created after it.
 */
public final class OpenSearchResources extends ArnResources {
    public static final String DOMAINS = "es";
    public static final String COLLECTIONS = "aoss";

    private static final Map<String, String> SERVICES =
            Map.of("AWS::OpenSearchService::Domain", DOMAINS, "AWS::OpenSearchServerless::Collection", COLLECTIONS);

    private final String service;
    private final Gate gate;
    private final Path folder;
    private final Map<String, OpenSearchStandIn> nodes = new LinkedHashMap<>();
    /** Of those that have started. */
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /**
     * @param service {@link #DOMAINS} or {@link #COLLECTIONS}
     * @param folder for the data of the nodes
     */
    public OpenSearchResources(String service, Gate gate, Path folder) {
        super(service);
        this.service = service;
        this.gate = gate;
        this.folder = folder;
    }

    @Override
    protected Optional<String> arnOf(Resource resource) {
        return service.equals(SERVICES.get(resource.type()))
                ? Optional.of(resource.attribute("Arn"))
                : Optional.empty();
    }

    /** Settings may name an index or all that a domain has: {@code domain/NAME/…}. */
    @Override
    protected Optional<String> arnIn(Arn arn) {
        String[] kindAndName = arn.resource().split("/", 3);
        return kindAndName.length < 2
                ? Optional.empty()
                : Optional.of(new Arn(
                                arn.partition(),
                                arn.service(),
                                arn.region(),
                                arn.account(),
                                kindAndName[0] + "/" + kindAndName[1])
                        .toString());
    }

    @Override
    protected void create(String arn, Optional<Resource> resource, ApplicationNeeds needs) throws IOException {
        Path home = folder.resolve(Integer.toString(nodes.size()));
        nodes.put(arn, OpenSearchStandIn.start(arn, home, gate));
    }

    @Override
    public void awaitStarted() throws IOException {
        for (Map.Entry<String, OpenSearchStandIn> node : nodes.entrySet()) {
            addresses.put(node.getKey(), node.getValue().endpoint().toString());
        }
    }

    @Override
    public Map<String, Set<String>> actions() {
        return nodes.isEmpty() ? Map.of() : Map.of(service, OpenSearchCalls.actions(service));
    }

    @Override
    public LocalEndpoints addTo(LocalEndpoints endpoints) {
        LocalEndpoints more = endpoints;
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            more = more.withResource(address.getKey(), address.getValue());
        }
        return more;
    }

    /** The documents of each index, one a line with its id. */
    @Override
    public List<Path> writeOutputs(OwnFolder outputs) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, OpenSearchStandIn> node : nodes.entrySet()) {
            OwnFolder target = outputs.folder(folderOf(node.getKey()));
            for (String index : node.getValue().indices()) {
                files.add(JsonLines.write(
                        target, index + ".jsonl", lines -> writeDocuments(node.getValue(), index, lines)));
            }
        }
        return files;
    }

    private static void writeDocuments(OpenSearchStandIn node, String index, Consumer<JsonNode> lines) {
        try {
            node.forEachDocument(
                    index,
                    (id, document) -> lines.accept(
                            JsonLines.object().put("id", id).set("document", JsonLines.asWritten(document))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (OpenSearchStandIn node : nodes.values()) {
            node.close();
        }
    }
}
