package io.github.managedflink.constructs.opensearch;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ResourceBinding;
import io.github.managedflink.constructs.connector.SinkBinding;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Faults;
import io.github.managedflink.model.sink.OpenSearchSink;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.opensearchservice.IDomain;

/**
 * Indexes records as documents of an OpenSearch domain: effectively once with the fields of {@link #documentId}, at least once without. The
 * job may {@code es:ESHttpPost} to the domain's {@code _bulk} API and nothing else. A value: each method gives a changed copy, and copies share their
 * domain.
 *
 * @see OpenSearchSink
 */
public final class OpenSearchSinkBinding implements SinkBinding {
    private final OpenSearchDomainBinding domain;
    private final UnaryOperator<OpenSearchSink.Builder> documents;

    private OpenSearchSinkBinding(OpenSearchDomainBinding domain, UnaryOperator<OpenSearchSink.Builder> documents) {
        this.domain = domain;
        this.documents = documents;
    }

    /** A sink in this domain, which other sinks may share, with an index of the sink's name. */
    public static OpenSearchSinkBinding in(OpenSearchDomainBinding domain) {
        return new OpenSearchSinkBinding(domain, UnaryOperator.identity());
    }

    /** A sink in a new domain. */
    public static OpenSearchSinkBinding newDomain() {
        return in(OpenSearchDomainBinding.newDomain());
    }

    /** A sink in a domain that exists and that is reached without a VPC. */
    public static OpenSearchSinkBinding of(IDomain domain) {
        return in(OpenSearchDomainBinding.of(domain));
    }

    /** The name of the index, such as {@code orders} or, with the day of the event time, {@code orders-{yyyy.MM.dd}}. Default: the sink's name. */
    public OpenSearchSinkBinding index(String name) {
        return with(builder -> builder.index(name));
    }

    /** The fields that make a document's id. Default: the record's place in the source makes it. */
    public OpenSearchSinkBinding documentId(String... fields) {
        String[] paths = Arguments.given("fields", fields).clone();
        return with(builder -> builder.documentId(paths));
    }

    /**
     * The top-level field with the version of a record: an older one never overwrites a newer one. See {@link
     * OpenSearchSink.Builder#version}. Default: of the records of an id the one that comes last stays.
     */
    public OpenSearchSinkBinding version(String field) {
        return with(builder -> builder.version(field));
    }

    /** A CEL expression of the records that delete their document instead of indexing it. Default: none does. */
    public OpenSearchSinkBinding deleteWhen(String condition) {
        return with(builder -> builder.deleteWhen(condition));
    }

    private OpenSearchSinkBinding with(UnaryOperator<OpenSearchSink.Builder> setting) {
        return new OpenSearchSinkBinding(domain, builder -> setting.apply(documents.apply(builder)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>There is a document for each event, with the event's id. For the current states use {@code documentId(AlertEvent.RULE, AlertEvent.GROUP).version(AlertEvent.VERSION)}.
     */
    @Override
    public OpenSearchSinkBinding forAlerts(String monitor) {
        return new OpenSearchSinkBinding(domain, builder -> documents.apply(builder.documentId(AlertEvent.ID)));
    }

    @Override
    public void check(Faults faults) {
        if (faults.require("domain", domain)) {
            domain.check(faults);
        }
    }

    @Override
    public List<ResourceBinding> resources() {
        return domain == null ? List.of() : List.of(domain);
    }

    @Override
    public Optional<IVpc> vpc() {
        return domain == null ? Optional.empty() : domain.vpc();
    }

    @Override
    public boolean needsVpc() {
        return domain != null && domain.isInVpc();
    }

    @Override
    public OpenSearchSink plan(String name) {
        return spec(
                name,
                domain == null
                        ? new OpenSearchAddress(Unresolved.text("DomainArn"), Unresolved.text("DomainEndpoint"))
                        : domain.planned());
    }

    @Override
    public BoundOpenSearchSink bind(String name, BindingContext context) {
        BoundOpenSearchDomain bound = domain.bind(context);
        return new BoundOpenSearchSink(bound, spec(name, OpenSearchAddress.of(bound.domain())));
    }

    private OpenSearchSink spec(String name, OpenSearchAddress address) {
        return documents
                .apply(OpenSearchSink.builder()
                        .domain(address.arn(), address.endpoint())
                        .index(name))
                .build();
    }
}
