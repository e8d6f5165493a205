package io.github.managedflink.constructs.opensearch;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.opensearchservice.IDomain;

/**
 * Indexes records as documents of an OpenSearch domain: effectively once with the fields of {@link #withDocumentId}, at
 * least once without. The job may {@code es:ESHttpPost} to the domain's {@code _bulk} API and nothing else. A value:
 * each {@code with} method returns a changed copy, and copies share their domain.
 *
 * @see OpenSearchSinkSpec
 */
public final class OpenSearchSink implements PipelineSink {
    private final OpenSearchDomain domain;
    private final UnaryOperator<OpenSearchSinkSpec.Builder> documents;

    private OpenSearchSink(OpenSearchDomain domain, UnaryOperator<OpenSearchSinkSpec.Builder> documents) {
        this.domain = domain;
        this.documents = documents;
    }

    /** Returns a sink in this domain, which other sinks may share, with an index of the sink's name. */
    public static OpenSearchSink in(OpenSearchDomain domain) {
        return new OpenSearchSink(
                Objects.requireNonNullElseGet(domain, () -> OpenSearchDomain.of(null)), UnaryOperator.identity());
    }

    /** Returns a sink in a new domain. */
    public static OpenSearchSink newDomain() {
        return in(OpenSearchDomain.newDomain());
    }

    /** Returns a sink in a domain that exists and that is reached without a VPC. */
    public static OpenSearchSink of(IDomain domain) {
        return in(OpenSearchDomain.of(domain));
    }

    /**
     * Sets the name of the index, such as {@code orders} or, with the day of the event time,
     * {@code orders-{yyyy.MM.dd}}. Default: the sink's name.
     */
    public OpenSearchSink withIndex(String name) {
        return with(builder -> builder.index(name));
    }

    /** Sets the fields that make a document's id. Default: the record's place in the source makes it. */
    public OpenSearchSink withDocumentId(String... fields) {
        String[] paths = Arguments.given("fields", fields).clone();
        return with(builder -> builder.documentId(paths));
    }

    /**
     * Sets the top-level field with the version of a record: an older one never overwrites a newer one. See
     * {@link OpenSearchSinkSpec.Builder#version}. Default: of the records of an id the one that comes last stays.
     */
    public OpenSearchSink withVersion(String field) {
        return with(builder -> builder.version(field));
    }

    /** Sets a CEL expression of the records that delete their document instead of indexing it. Default: none does. */
    public OpenSearchSink withDeletionWhen(String condition) {
        return with(builder -> builder.deleteWhen(condition));
    }

    private OpenSearchSink with(UnaryOperator<OpenSearchSinkSpec.Builder> setting) {
        return new OpenSearchSink(domain, builder -> setting.apply(documents.apply(builder)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>There is a document for each event, with the event's id. For the current states use
     * {@code withDocumentId(AlertEvent.RULE, AlertEvent.GROUP).withVersion(AlertEvent.VERSION)}.
     */
    @Override
    public OpenSearchSink forAlerts(String monitor) {
        return new OpenSearchSink(domain, builder -> documents.apply(builder.documentId(AlertEvent.ID)));
    }

    @Override
    public void check(Violations violations) {
        domain.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(domain);
    }

    @Override
    public Optional<IVpc> vpc() {
        return domain.vpc();
    }

    @Override
    public boolean needsVpc() {
        return domain.isInVpc();
    }

    @Override
    public OpenSearchSinkSpec plan(String name) {
        return spec(name, domain.planned());
    }

    @Override
    public OpenSearchSinkConfig bind(String name, BindingContext context) {
        OpenSearchDomainConfig bound = domain.bind(context);
        return new OpenSearchSinkConfig(bound, spec(name, OpenSearchAddress.of(bound.domain())));
    }

    private OpenSearchSinkSpec spec(String name, OpenSearchAddress address) {
        return documents
                .apply(OpenSearchSinkSpec.builder()
                        .domain(address.arn(), address.endpoint())
                        .index(name))
                .build();
    }
}
