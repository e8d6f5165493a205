package io.github.managedflink.model.sink;

import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Indexes records as documents of an Amazon OpenSearch Service domain or an OpenSearch Serverless collection. With key
 * fields the delivery is effectively once: a document that is written again replaces itself, and of the records of one
 * key that come one after the other from one shard or partition, the last one stays. Without, it is at least once;
 * documents then have ids made from the record's place in the source, so that a record which is read again after a
 * failure still replaces itself unless its steps or its source are no longer the same.
 *
 * <p>Goes to the dead letters: a record whose key field is missing, null, an object or a list; a document id that is
 * empty or has more than 512 bytes; a document of more than 10,000,000 bytes; and what the index refuses, most often
 * because of its mapping.
 *
 * <p>A collection of time series takes no document ids; use one for search.
 *
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/indexing.html">Indexing data in
 *     Amazon OpenSearch Service</a>
 */
public final class OpenSearchSinkSpec extends PipelineSinkSpec {
    static final String TYPE = "opensearch";

    private static final Pattern DOMAIN_ARN =
            Pattern.compile("arn:[a-z0-9-]+:es:[a-z0-9-]+:[0-9]{12}:domain/[a-z][a-z0-9-]{2,27}");
    private static final Pattern COLLECTION_ARN =
            Pattern.compile("arn:[a-z0-9-]+:aoss:[a-z0-9-]+:[0-9]{12}:collection/[a-z0-9-]{3,40}");
    private static final Pattern ENDPOINT = Pattern.compile("https://[a-zA-Z0-9.-]+(:[0-9]{1,5})?");

    private final String domainArn;
    private final String collectionArn;
    private final String endpoint;
    private final String index;
    private final List<String> documentId;
    private final String version;
    private final String deleteCondition;

    private OpenSearchSinkSpec(Builder builder) {
        this.domainArn = builder.domainArn;
        this.collectionArn = builder.collectionArn;
        this.endpoint = builder.endpoint;
        this.index = builder.index;
        this.documentId = Collections.unmodifiableList(new ArrayList<>(builder.documentId));
        this.version = builder.version;
        this.deleteCondition = builder.deleteCondition;
    }

    /** Returns a sink of documents with ids from the source. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads what was written. */
    public static OpenSearchSinkSpec read(SettingsReader settings) {
        Builder builder = builder()
                .index(settings.text("index"))
                .documentId(settings.texts("document-id").toArray(new String[0]))
                .version(settings.text("version"))
                .deleteWhen(settings.text("delete-when"));
        builder.domainArn = settings.text("domain.arn");
        builder.collectionArn = settings.text("collection.arn");
        builder.endpoint = settings.text("endpoint");
        return builder.build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DeliveryGuarantee guarantee() {
        return documentId.isEmpty() ? DeliveryGuarantee.AT_LEAST_ONCE : DeliveryGuarantee.EFFECTIVELY_ONCE;
    }

    /** Returns the domain's ARN; null for a collection. */
    public String domainArn() {
        return domainArn;
    }

    /** Returns the serverless collection's ARN; null for a domain. */
    public String collectionArn() {
        return collectionArn;
    }

    /** Returns where the domain or collection is called: {@code https://HOST}. */
    public String endpoint() {
        return endpoint;
    }

    /** Returns the name of the index: see {@link OpenSearchIndex}. */
    public String index() {
        return index;
    }

    /** Returns the paths of the fields that make a document's id; empty if the record's place in the source does. */
    public List<String> documentId() {
        return documentId;
    }

    /** Returns the top-level field with the version of a document; null if what comes last stays. */
    public String version() {
        return version;
    }

    /** Returns the CEL expression of the records that delete their document; null if none does. */
    public String deleteCondition() {
        return deleteCondition;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type())
                .put("domain.arn", domainArn)
                .put("collection.arn", collectionArn)
                .put("endpoint", endpoint)
                .put("index", index)
                .put("document-id", documentId)
                .put("version", version)
                .put("delete-when", deleteCondition);
    }

    @Override
    public void check(Violations violations, RecordShape finished) {
        if (collectionArn == null) {
            violations.require("domain.arn", domainArn);
        } else if (domainArn != null) {
            violations.add("collection.arn", collectionArn, "is one place too many beside a domain; use one of them.");
        }
        violations.matches(
                "domain.arn",
                domainArn,
                DOMAIN_ARN,
                "is no ARN of an OpenSearch domain; write one such as"
                        + " arn:aws:es:eu-west-1:111122223333:domain/orders.");
        violations.matches(
                "collection.arn",
                collectionArn,
                COLLECTION_ARN,
                "is no ARN of a collection; write one such as"
                        + " arn:aws:aoss:eu-west-1:111122223333:collection/07tjusf2h91cunochc.");
        violations.require("endpoint", endpoint);
        violations.matches(
                "endpoint", endpoint, ENDPOINT, "is no endpoint; write https:// and the host, with nothing after it.");
        OpenSearchIndex.check(violations, "index", index);
        FieldPath.checkAll(violations, "document-id", documentId, finished);
        if (version != null) {
            RecordVersion.check(violations, "version", version, finished, CelKind.INT);
        }
        if (deleteCondition != null) {
            CelExpression.checkCondition(violations, "delete-when", deleteCondition, finished);
        }
        if (version != null || deleteCondition != null) {
            violations.require("document-id", documentId);
        }
    }

    /** Builds an {@link OpenSearchSinkSpec}. */
    public static final class Builder {
        private String domainArn;
        private String collectionArn;
        private String endpoint;
        private String index;
        private final List<String> documentId = new ArrayList<>();
        private String version;
        private String deleteCondition;

        private Builder() {}

        /** Sets a domain of Amazon OpenSearch Service. This or a collection is required. */
        public Builder domain(String arn, String url) {
            this.domainArn = arn;
            this.collectionArn = null;
            this.endpoint = url;
            return this;
        }

        /** Sets a collection of OpenSearch Serverless. This or a domain is required. */
        public Builder collection(String arn, String url) {
            this.domainArn = null;
            this.collectionArn = arn;
            this.endpoint = url;
            return this;
        }

        /**
         * Sets the name of the index, such as {@code orders} or, with the day of the event time,
         * {@code orders-{yyyy.MM.dd}}. Required.
         */
        public Builder index(String name) {
            this.index = name;
            return this;
        }

        /**
         * Sets the paths of the fields that make a document's id. Default: none, and the record's place in the source
         * makes it.
         */
        public Builder documentId(String... fields) {
            this.documentId.clear();
            Collections.addAll(this.documentId, Arguments.given("fields", fields));
            return this;
        }

        /**
         * Sets the top-level field with the version of a record, a whole number from 0. A record changes its document
         * only if the document has no higher version, so that an older state never overwrites a newer one, whatever is
         * repeated or comes in another order. A record without a version goes to the dead letters. Takes
         * {@link #documentId}. Default: none; of the records of an id the one that comes last stays.
         *
         * <p>The version of a deleted document is remembered for the index's {@code index.gc_deletes}, a minute by
         * default.
         *
         * @see <a href="https://docs.opensearch.org/docs/latest/api-reference/document-apis/index-document/">Index
         *     document: version_type</a>
         */
        public Builder version(String field) {
            this.version = field;
            return this;
        }

        /**
         * Sets a CEL expression: a record for which it is true deletes the document of its id instead of indexing it.
         * One on which it fails goes to the dead letters. Takes {@link #documentId}. Default: none deletes.
         */
        public Builder deleteWhen(String condition) {
            this.deleteCondition = condition;
            return this;
        }

        /** Returns the sink. Its settings are checked with the pipeline that it is part of. */
        public OpenSearchSinkSpec build() {
            return new OpenSearchSinkSpec(this);
        }
    }
}
